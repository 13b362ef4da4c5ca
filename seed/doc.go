// Package seed is the file format: folders of YAML or JSON in which people keep what parties have said.
//
// [Check] says everything that is wrong with a folder, each fault with file, line and column. [Read] reads one
// that is right, [NewPlan] compares it with a graph and says in words what applying it would do, [Plan.Draft]
// is that change. [Write] turns a graph back into a folder that re-imports to the same graph. [JSONSchema]
// describes the format to editors.
//
// A folder holds any number of files ending in .yaml, .yml or .json, in sub-folders or not. Files and folders
// whose name begins with a dot are passed over, and so are JSON Schemas (*.schema.json). A file is a mapping
// of the plural names of kinds (positions, red-lines) to lists of records, whose fields are those of package
// [parley/graph]. Where words are meant, a value keeps its source text: 2025-08-18, 2025 and no need no quotes.
// A field without a value, or with null, counts as left out. Anchors, aliases and tags are refused: what a file
// says stands where it is read. Which symbolic links are followed is for the file system to say; that of an
// [os.Root] follows none out of the folder.
package seed
