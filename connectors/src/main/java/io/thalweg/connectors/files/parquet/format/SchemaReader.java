package io.thalweg.connectors.files.parquet.format;

import static io.thalweg.connectors.files.parquet.format.ParquetErrors.required;

import io.thalweg.core.type.ArrayType;
import io.thalweg.core.type.DataType;
import io.thalweg.core.type.Field;
import io.thalweg.core.type.MapType;
import io.thalweg.core.type.RowType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.parquet.format.ConvertedType;
import org.apache.parquet.format.FieldRepetitionType;
import org.apache.parquet.format.LogicalType;
import org.apache.parquet.format.SchemaElement;

/// Turns the footer's flattened, depth-first schema into nodes, with the format's rules for the
/// layouts of lists and maps that older writers left behind.
final class SchemaReader {
  private static final int MAX_DEPTH = 64;
  private static final int MAX_WIDTH = 1 << 20;

  private final List<SchemaElement> elements;
  private final Map<String, DataType> declared;
  private final List<LeafColumn> leaves = new ArrayList<>();
  private int next;

  /// The top-level fields and all leaves in chunk order.
  record Result(List<SchemaNode> fields, List<LeafColumn> leaves) {}

  /// A schema element and its children, still without levels.
  private record Tree(SchemaElement element, List<Tree> children) {
    boolean isPrimitive() {
      return element.isSetType();
    }

    boolean isRepeated() {
      return element.getRepetition_type() == FieldRepetitionType.REPEATED;
    }

    boolean isOptional() {
      return element.getRepetition_type() == FieldRepetitionType.OPTIONAL;
    }

    String name() {
      return required(element.getName(), "a field's name");
    }
  }

  /// @param declared types of leaves that the format cannot say, by path
  SchemaReader(List<SchemaElement> elements, Map<String, DataType> declared) {
    this.elements = elements;
    this.declared = declared;
  }

  Result read() {
    if (elements.isEmpty()) {
      throw ParquetErrors.corrupt("the schema is empty");
    }
    Tree root = tree(0);
    if (next != elements.size() || root.isPrimitive()) {
      throw ParquetErrors.corrupt("the schema is no single tree");
    }
    List<SchemaNode> fields = new ArrayList<>();
    for (Tree child : root.children()) {
      fields.add(node(child, 0, 0, ""));
    }
    return new Result(fields, leaves);
  }

  private Tree tree(int depth) {
    if (depth > MAX_DEPTH) {
      throw ParquetErrors.unsupported(
          "the schema is nested more than " + MAX_DEPTH + " deep; write flatter columns");
    }
    if (next >= elements.size()) {
      throw ParquetErrors.corrupt("the schema declares more fields than it has");
    }
    SchemaElement element = elements.get(next++);
    int count = element.getNum_children();
    boolean group = !element.isSetType();
    if (count < 0 || count > elements.size() || (!group && count > 0)) {
      throw ParquetErrors.corrupt(
          "field '" + element.getName() + "' has an impossible number of children");
    }
    List<Tree> children = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      children.add(tree(depth + 1));
    }
    if (group && depth > 0 && children.isEmpty()) {
      throw ParquetErrors.unsupported(
          "field '"
              + element.getName()
              + "' is a group without fields; leave it out when writing the file");
    }
    return new Tree(element, children);
  }

  /// @param definition the level at which the parent's value exists
  /// @param repetition lists around the field
  private SchemaNode node(Tree tree, int definition, int repetition, String prefix) {
    if (tree.isRepeated()) {
      // A repeated field outside of a LIST or MAP: a required list of required elements.
      SchemaNode element = value(tree, definition + 1, repetition + 1, prefix);
      return new SchemaNode.Repeated(
          tree.name(),
          new ArrayType(element.type()),
          false,
          definition,
          definition + 1,
          repetition + 1,
          element);
    }
    int own = definition + (tree.isOptional() ? 1 : 0);
    return value(tree, own, repetition, prefix);
  }

  /// The node of one value of `tree`, whether it is repeated or not.
  ///
  /// @param definition the level from which on the value is not NULL
  private SchemaNode value(Tree tree, int definition, int repetition, String prefix) {
    if (tree.isPrimitive()) {
      return leaf(tree, definition, repetition, prefix);
    }
    if (isMap(tree)) {
      return map(tree, definition, repetition, prefix);
    }
    return isList(tree)
        ? list(tree, definition, repetition, prefix)
        : group(tree, definition, repetition, prefix);
  }

  private SchemaNode group(Tree tree, int definition, int repetition, String prefix) {
    List<SchemaNode> fields = new ArrayList<>();
    for (Tree child : tree.children()) {
      fields.add(node(child, definition, repetition, prefix + tree.name() + "."));
    }
    RowType type = new RowType(fields.stream().map(SchemaReader::field).toList());
    return new SchemaNode.Group(tree.name(), type, tree.isOptional(), definition, fields);
  }

  static Field field(SchemaNode node) {
    return new Field(node.name(), node.type(), node.nullable());
  }

  private static boolean isList(Tree tree) {
    SchemaElement element = tree.element();
    LogicalType logical = element.getLogicalType();
    boolean annotated =
        (logical != null && logical.isSetLIST())
            || element.getConverted_type() == ConvertedType.LIST;
    return annotated && tree.children().size() == 1 && tree.children().getFirst().isRepeated();
  }

  private static boolean isMap(Tree tree) {
    SchemaElement element = tree.element();
    ConvertedType converted = element.getConverted_type();
    LogicalType logical = element.getLogicalType();
    boolean annotated =
        (logical != null && logical.isSetMAP())
            || converted == ConvertedType.MAP
            || converted == ConvertedType.MAP_KEY_VALUE;
    if (!annotated || tree.children().size() != 1) {
      return false;
    }
    Tree entry = tree.children().getFirst();
    int fields = entry.children().size();
    return entry.isRepeated() && !entry.isPrimitive() && (fields == 1 || fields == 2);
  }

  private SchemaNode list(Tree tree, int definition, int repetition, String prefix) {
    Tree repeated = tree.children().getFirst();
    String inner = prefix + tree.name() + ".";
    SchemaNode element =
        elementIsRepeated(tree, repeated)
            ? value(repeated, definition + 1, repetition + 1, inner)
            : node(
                repeated.children().getFirst(),
                definition + 1,
                repetition + 1,
                inner + repeated.name() + ".");
    return new SchemaNode.Repeated(
        tree.name(),
        new ArrayType(element.type()),
        tree.isOptional(),
        definition,
        definition + 1,
        repetition + 1,
        element);
  }

  /// Whether the repeated field is the element itself (older layouts) and not a wrapper around it.
  private static boolean elementIsRepeated(Tree list, Tree repeated) {
    if (repeated.isPrimitive() || repeated.children().size() != 1) {
      return true;
    }
    if (repeated.children().getFirst().isRepeated()) {
      return true;
    }
    String name = repeated.name();
    return name.equals("array") || name.equals(list.name() + "_tuple");
  }

  private SchemaNode map(Tree tree, int definition, int repetition, String prefix) {
    Tree entry = tree.children().getFirst();
    String inner = prefix + tree.name() + "." + entry.name() + ".";
    SchemaNode key = node(entry.children().getFirst(), definition + 1, repetition + 1, inner);
    if (entry.children().size() == 1) {
      // A map without values is the set of its keys.
      return new SchemaNode.Repeated(
          tree.name(),
          new ArrayType(key.type()),
          tree.isOptional(),
          definition,
          definition + 1,
          repetition + 1,
          key);
    }
    SchemaNode value = node(entry.children().get(1), definition + 1, repetition + 1, inner);
    MapType type = new MapType(key.type(), value.type());
    SchemaNode pair =
        new SchemaNode.Group(
            entry.name(), type.entryType(), false, definition + 1, List.of(key, value));
    return new SchemaNode.Repeated(
        tree.name(), type, tree.isOptional(), definition, definition + 1, repetition + 1, pair);
  }

  private SchemaNode leaf(Tree tree, int definition, int repetition, String prefix) {
    SchemaElement element = tree.element();
    PhysicalType physical = PhysicalType.of(element.getType());
    int width = LogicalTypes.width(element, physical);
    if (physical == PhysicalType.FIXED_LEN_BYTE_ARRAY && (width < 0 || width > MAX_WIDTH)) {
      throw ParquetErrors.corrupt("field '" + tree.name() + "' has values of " + width + " bytes");
    }
    LogicalTypes.Mapping mapping = LogicalTypes.map(element, physical);
    DataType type = mapping.type();
    DataType named = declared.get(prefix + tree.name());
    if (named != null && named.layout() == type.layout()) {
      type = named;
    }
    LeafColumn column =
        new LeafColumn(
            leaves.size(),
            prefix + tree.name(),
            physical,
            width,
            mapping.conversion(),
            type,
            definition,
            repetition);
    leaves.add(column);
    return new SchemaNode.Leaf(tree.name(), tree.isOptional(), column);
  }
}
