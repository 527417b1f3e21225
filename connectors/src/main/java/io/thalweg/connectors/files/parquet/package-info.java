/// Parquet files: open one, ask it what it knows, scan some of its row groups, write one.
///
/// Called by the files connector. The public classes here are the door; the packages below are
/// `format` (footers and page headers), `codec`, `encoding`, `read`, `statistics` and `write`.
@NullMarked
package io.thalweg.connectors.files.parquet;

import org.jspecify.annotations.NullMarked;
