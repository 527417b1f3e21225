/// Compression of pages: our own Snappy and LZ4 on heap arrays, zstd and gzip from libraries.
///
/// Called by the page reader and the page writer. Decoders check every length against the arrays
/// before they allocate or copy.
@NullMarked
package io.thalweg.connectors.files.parquet.codec;

import org.jspecify.annotations.NullMarked;
