using Bench.Diagnostics;
using Bench.Recipes.Binding;
using Bench.Recipes.Yaml;

namespace Bench.Recipes.Validation;

/// <summary>What a cluster file must keep, beyond the types of its values.</summary>
internal static class ClusterRules
{
    public static void Check(ClusterSpec spec, YamlNode root, RecordBinder binder, DiagnosticBag problems)
    {
        void Error(string code, string path, string what, string mend)
        {
            TreePath.Find(root, path, out var nearest);
            problems.Error(code, nearest.Place, what, mend);
        }

        (string Key, string? Value)[] names =
            [("ssh", spec.Ssh), ("account", spec.Account), ("partition", spec.Partition), ("qos", spec.Qos), ("namespace", spec.Namespace)];
        foreach (var (key, value) in names.Where(n => n.Value is { } v && !v.Split(',').All(NameRules.IsName)))
        {
            Error(Codes.BadName, key, $"{Shown.Quoted(value!)} is no name for '{key}'.", NameRules.NameMend);
        }

        if (spec.Ssh is not null && spec.Workdir is null && !binder.Broken.Contains("workdir"))
        {
            Error(Codes.MissingKey, "ssh", "The cluster file has 'ssh', but no 'workdir'.", "Add the absolute path of a folder that all nodes see.");
        }

        if (spec.Ssh is not null && spec.Scheduler != SchedulerKind.Slurm)
        {
            Error(Codes.KeysConflict, "ssh", "'ssh' is for Slurm clusters only.", "Remove it, or write 'scheduler: slurm'.");
        }

        if (spec.SshConfig is { } config && (config.Length == 0 || config.Any(char.IsControl) || (config.StartsWith('~') && !config.StartsWith("~/", StringComparison.Ordinal))))
        {
            Error(Codes.BadValue, "ssh-config", $"{Shown.Path(config)} is no path of a file.", "Write an absolute path, one below ~/, or one from the cluster file's folder.");
        }

        if (spec.SshConfig is not null && spec.Ssh is null && !binder.Broken.Contains("ssh"))
        {
            Error(Codes.MissingKey, "ssh-config", "The cluster file has 'ssh-config', but no 'ssh'.", "Add 'ssh:' with the alias.");
        }

        if (ContainerRules.BadOption(spec.Container.Options) is { } bad)
        {
            Error(Codes.BadValue, $"container.options.{bad}", $"{Shown.Quoted(spec.Container.Options[bad].ToString())} is no option of a container runtime.", ContainerRules.OptionMend);
        }

        (string Key, string? Value)[] folders = [("workdir", spec.Workdir), ("container.image-cache", spec.Container.ImageCache)];
        foreach (var (key, value) in folders.Where(f => f.Value is { } v && (!v.StartsWith('/') || v.Any(char.IsControl))))
        {
            Error(Codes.BadValue, key, $"{Shown.Path(value!)} is no absolute path.", "Write the path from the root on, without '~' and variables.");
        }

        for (var i = 0; i < spec.Directives.Count; i++)
        {
            if (DirectiveRules.Fault(spec.Directives[i]) is var (code, what, mend))
            {
                Error(code, $"directives.{i}", what, mend);
            }
        }

        for (var i = 0; i < spec.Modules.Count; i++)
        {
            if (!NameRules.IsMetric(spec.Modules[i].Replace('+', '-')))
            {
                Error(Codes.BadName, $"modules.{i}", $"{Shown.Quoted(spec.Modules[i])} is no name of a module.", "Write it as 'module load' takes it, such as Apptainer/1.3.4.");
            }
        }

        foreach (var name in spec.Env.Keys.Where(n => !RuntimeNames.IsVariable(n)))
        {
            Error(Codes.BadName, $"env.{name}", $"{Shown.Quoted(name)} is no name of an environment variable.", "Use letters, digits and '_', with no digit first.");
        }

        foreach (var use in binder.Texts)
        {
            foreach (var part in use.Text.Parts.Where(p => p.IsReference && RuntimeNames.VariableOf(p.Value) is null))
            {
                problems.Error(Codes.DanglingReference, use.Place, $"The reference {Shown.Path(part.Value)} leads to nothing.",
                    $"A cluster file may refer to env.NAME and to {string.Join(", ", RuntimeNames.Variables.Keys)}.");
            }
        }
    }
}
