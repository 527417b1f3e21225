package io.thalweg.connectors.files.parquet.format;

import io.thalweg.core.type.DataType;
import java.util.List;

/// A field of the schema, at any depth, with the levels that tell its values from absent ones.
public sealed interface SchemaNode {

  String name();

  DataType type();

  boolean nullable();

  /// The definition level from which on this node's value is not NULL.
  int definition();

  /// The first leaf at or below this node; its levels describe the node.
  LeafColumn firstLeaf();

  /// A value stored in a column chunk.
  record Leaf(String name, boolean nullable, LeafColumn column) implements SchemaNode {
    @Override
    public DataType type() {
      return column.type();
    }

    @Override
    public int definition() {
      return column.maxDefinition();
    }

    @Override
    public LeafColumn firstLeaf() {
      return column;
    }
  }

  /// An ARRAY, or a MAP as an array of (key, value) rows.
  ///
  /// @param elementDefinition the definition level from which on an element exists
  /// @param repetition the repetition level that continues this list
  record Repeated(
      String name,
      DataType type,
      boolean nullable,
      int definition,
      int elementDefinition,
      int repetition,
      SchemaNode element)
      implements SchemaNode {
    @Override
    public LeafColumn firstLeaf() {
      return element.firstLeaf();
    }
  }

  /// A ROW.
  record Group(
      String name, DataType type, boolean nullable, int definition, List<SchemaNode> fields)
      implements SchemaNode {
    public Group {
      fields = List.copyOf(fields);
    }

    @Override
    public LeafColumn firstLeaf() {
      return fields.getFirst().firstLeaf();
    }
  }
}
