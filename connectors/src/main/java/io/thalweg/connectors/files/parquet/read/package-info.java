/// Reading column chunks: pages to columns, flat and nested, and scans with filters over them.
///
/// Called by the public classes of the package above; one scan is used by one task at a time.
@NullMarked
package io.thalweg.connectors.files.parquet.read;

import org.jspecify.annotations.NullMarked;
