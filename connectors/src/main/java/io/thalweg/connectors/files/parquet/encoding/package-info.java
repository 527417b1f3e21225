/// Encodings of values and levels inside pages, decoding and encoding.
///
/// Decoders work on one decompressed page in a heap array and fill primitive arrays; they check
/// lengths once per call, not per value. Called by the page and column readers and writers.
@NullMarked
package io.thalweg.connectors.files.parquet.encoding;

import org.jspecify.annotations.NullMarked;
