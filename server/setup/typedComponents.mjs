// Shows the linter each component as the TypeScript it stands for, also where another file imports
// it. Without it TypeScript builds the whole program anew for every component, half of the linter's
// time, and knows no type of theirs. Imported before the parser, which looks once.
process.env['SVELTE_ESLINT_PARSER_EXPERIMENTAL_TS_SYS_HOOK'] ??= '1';
