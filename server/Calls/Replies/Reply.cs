namespace Vigia.Server.Calls.Replies;

/// <summary>What a text says.</summary>
/// <param name="Word">Null: no word is known in it.</param>
/// <param name="Code">As <c>A17</c>, or only its digits; null: none was written.</param>
/// <param name="Rest">What follows the word, in capitals without accents: a place, a role.</param>
/// <param name="IsExact">The word was written without an error.</param>
internal sealed record Reply(ReplyWord? Word, string? Code, string Rest, bool IsExact);
