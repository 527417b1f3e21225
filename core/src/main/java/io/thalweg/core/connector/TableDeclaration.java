package io.thalweg.core.connector;

import io.thalweg.core.type.Schema;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A table as `CREATE TABLE … WITH (connector = '…', …)` declares it. Plain data, so that it can be
/// stored and declared again after a restart.
///
/// @param handle what the table answers as [Table#handle]
/// @param schema the declared columns; none: those that the connector knows itself
/// @param watermark of the declaration; a connector that has one of its own uses that without it
/// @param primaryKey ordinals of the columns that name a row; empty: none declared
/// @param options the rest of `WITH (…)`: names in lower case, values as text, without `connector`
public record TableDeclaration(
    TableHandle handle,
    Schema schema,
    Optional<WatermarkSpec> watermark,
    List<Integer> primaryKey,
    Map<String, String> options) {
  public TableDeclaration {
    primaryKey = List.copyOf(primaryKey);
    options = Map.copyOf(options);
  }
}
