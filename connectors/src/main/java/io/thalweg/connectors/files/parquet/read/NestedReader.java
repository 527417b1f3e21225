package io.thalweg.connectors.files.parquet.read;

import io.thalweg.connectors.files.parquet.format.ParquetErrors;
import io.thalweg.connectors.files.parquet.format.SchemaNode;
import io.thalweg.core.data.ArrayColumn;
import io.thalweg.core.data.Bits;
import io.thalweg.core.data.Column;
import io.thalweg.core.data.FlatColumn;
import io.thalweg.core.data.RowColumn;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Reads a column with lists, maps or rows: the levels of its leaves tell where lists begin and
/// what is NULL. Generic rather than fast; flat columns do not come here.
final class NestedReader implements ColumnReader {
  private final SchemaNode root;
  private final Map<Integer, LeafLevels> leaves;

  /// The leaf that was read last.
  private LeafLevels current;

  /// @param leaves by leaf ordinal, all those below `root`
  NestedReader(SchemaNode root, Map<Integer, LeafLevels> leaves) {
    this.root = root;
    this.leaves = Map.copyOf(leaves);
    this.current = leaf(root);
  }

  @Override
  public String place() {
    return current.place();
  }

  @Override
  public Column read(int rows) {
    skip(rows);
    Column column = build(root, 0, 0);
    if (column.length() != rows) {
      throw ParquetErrors.corrupt("nested levels give " + column.length() + " rows, not " + rows);
    }
    return column;
  }

  @Override
  public Column readSelected(int[] positions, int count, int rows) {
    return read(rows).gather(positions, count);
  }

  @Override
  public void skip(int rows) {
    for (LeafLevels leaf : leaves.values()) {
      current = leaf;
      leaf.read(rows);
    }
  }

  private LeafLevels leaf(SchemaNode node) {
    LeafLevels leaf = leaves.get(node.firstLeaf().ordinal());
    if (leaf == null) {
      throw new IllegalStateException("no reader for " + node.name());
    }
    return leaf;
  }

  /// The column of `node`: one row per level entry at which the surrounding value exists
  /// (definition of at least `slotDefinition`) and that begins it (repetition of at most
  /// `slotRepetition`).
  private FlatColumn build(SchemaNode node, int slotDefinition, int slotRepetition) {
    return switch (node) {
      case SchemaNode.Leaf _ -> {
        current = leaf(node);
        yield current.column(slotDefinition);
      }
      case SchemaNode.Group group -> buildRow(group, slotDefinition, slotRepetition);
      case SchemaNode.Repeated list -> buildList(list, slotDefinition, slotRepetition);
    };
  }

  private FlatColumn buildRow(SchemaNode.Group group, int slotDefinition, int slotRepetition) {
    LeafLevels levels = leaf(group);
    int slots = 0;
    int present = 0;
    long[] validity = new long[Bits.words(levels.count())];
    for (int i = 0; i < levels.count(); i++) {
      if (levels.definition(i) >= slotDefinition && levels.repetition(i) <= slotRepetition) {
        if (levels.definition(i) >= group.definition()) {
          Bits.set(validity, slots);
          present++;
        }
        slots++;
      }
    }
    List<Column> children = new ArrayList<>();
    for (SchemaNode field : group.fields()) {
      FlatColumn child = build(field, slotDefinition, slotRepetition);
      if (child.length() != slots) {
        throw ParquetErrors.corrupt(
            "field '"
                + field.name()
                + "' has "
                + child.length()
                + " values where its row has "
                + slots);
      }
      children.add(child);
    }
    return new RowColumn(slots, children, present == slots ? null : validity);
  }

  private FlatColumn buildList(SchemaNode.Repeated list, int slotDefinition, int slotRepetition) {
    LeafLevels levels = leaf(list);
    int slots = 0;
    int present = 0;
    int elements = 0;
    int[] offsets = new int[levels.count() + 1];
    long[] validity = new long[Bits.words(levels.count())];
    for (int i = 0; i < levels.count(); i++) {
      int definition = levels.definition(i);
      int repetition = levels.repetition(i);
      if (definition >= slotDefinition && repetition <= slotRepetition) {
        if (definition >= list.definition()) {
          Bits.set(validity, slots);
          present++;
        }
        offsets[slots++] = elements;
      }
      if (definition >= list.elementDefinition() && repetition <= list.repetition()) {
        elements++;
      }
    }
    offsets[slots] = elements;
    FlatColumn element = build(list.element(), list.elementDefinition(), list.repetition());
    if (element.length() != elements) {
      throw ParquetErrors.corrupt(
          "list '"
              + list.name()
              + "' has "
              + element.length()
              + " values for "
              + elements
              + " elements");
    }
    return new ArrayColumn(slots, offsets, element, present == slots ? null : validity);
  }
}
