/// From what a statement calls its files to the files: globs, directories, partitions in names.
///
/// Called by `files.table`; looks at names and attributes, never into files.
@NullMarked
package io.thalweg.connectors.files.listing;

import org.jspecify.annotations.NullMarked;
