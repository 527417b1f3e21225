/// Writing Parquet files: batches are gathered into row groups, shredded into leaves, encoded and
/// compressed into pages.
///
/// Called by the format in the package above. One writer belongs to one statement; its sink may be
/// called by several tasks.
@NullMarked
package io.thalweg.connectors.files.parquet.write;

import org.jspecify.annotations.NullMarked;
