using Vigia.Dashboards;

// vigia-dashboards FOLDER: makes FOLDER/es and FOLDER/en. Ends with 1 and a line MSBuild understands where anything was not as made.
var changed = Shelf.Write(args[0]);
foreach (var file in changed)
{
    Console.WriteLine(
        $"{file} : error VIGIA1 : was not what dashboards/Generator makes; it is now: look at it and commit it"
    );
}

return changed.Count == 0 ? 0 : 1;
