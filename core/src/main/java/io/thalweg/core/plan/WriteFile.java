package io.thalweg.core.plan;

import io.thalweg.core.type.Schema;
import java.util.List;
import java.util.Map;

/// Writes the input's rows to one file and yields one row: the BIGINT number of rows written.
///
/// @param format the name of a [io.thalweg.core.connector.FileFormat]
/// @param schema one BIGINT column
public record WriteFile(
    int id, PlanNode input, String path, String format, Map<String, String> options, Schema schema)
    implements PlanNode {
  public WriteFile {
    options = Map.copyOf(options);
  }

  @Override
  public List<PlanNode> inputs() {
    return List.of(input);
  }

  @Override
  public PlanNode withInputs(List<PlanNode> newInputs) {
    return new WriteFile(id, newInputs.getFirst(), path, format, options, schema);
  }

  @Override
  public String details() {
    return path + " format=" + format;
  }
}
