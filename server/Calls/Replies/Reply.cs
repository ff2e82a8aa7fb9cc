namespace Vigia.Server.Calls.Replies;

/// <summary>What a text says.</summary>
/// <param name="Word">Null: no word is known in it, or it could mean two things.</param>
/// <param name="Code">As <c>A17</c>, or only its digits; null: none was written.</param>
/// <param name="Rest">What follows the word, in capitals without accents: a place, a role.</param>
/// <param name="IsCodeSure">False: digits among other words, a code only where it is one of what the person was called about.</param>
internal sealed record Reply(ReplyWord? Word, string? Code, string Rest, bool IsCodeSure);

/// <summary>A word of a text, in capitals without accents.</summary>
/// <param name="IsAsked">Its part of the sentence ends with a question mark.</param>
internal readonly record struct Token(string Word, bool IsAsked);
