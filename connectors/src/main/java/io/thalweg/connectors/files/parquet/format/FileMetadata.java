package io.thalweg.connectors.files.parquet.format;

import java.util.List;

/// A checked footer.
///
/// @param fields the top-level columns
/// @param leaves all leaves in chunk order
/// @param rows of all row groups
public record FileMetadata(
    List<SchemaNode> fields, List<LeafColumn> leaves, List<RowGroupMetadata> rowGroups, long rows) {
  public FileMetadata {
    fields = List.copyOf(fields);
    leaves = List.copyOf(leaves);
    rowGroups = List.copyOf(rowGroups);
  }
}
