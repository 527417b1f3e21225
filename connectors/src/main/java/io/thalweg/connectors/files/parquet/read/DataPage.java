package io.thalweg.connectors.files.parquet.read;

import io.thalweg.connectors.files.parquet.encoding.Encoding;
import io.thalweg.connectors.files.parquet.encoding.HybridDecoder;
import io.thalweg.connectors.files.parquet.encoding.ValueDecoder;
import org.jspecify.annotations.Nullable;

/// The decoders over one decompressed data page. Valid until the next page is loaded.
///
/// @param values level entries, NULLs included
/// @param repetition null when the column has no lists
/// @param definition null when every value is present
/// @param decoder over the values that are not NULL; over ids with a dictionary encoding
record DataPage(
    int values,
    Encoding encoding,
    @Nullable HybridDecoder repetition,
    @Nullable HybridDecoder definition,
    ValueDecoder decoder) {}
