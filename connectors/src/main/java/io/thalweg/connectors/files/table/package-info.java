/// A table over one or many files of one format: schemas joined, partitions pruned and added.
///
/// Called by `files`; reads through `files.source`.
@NullMarked
package io.thalweg.connectors.files.table;

import org.jspecify.annotations.NullMarked;
