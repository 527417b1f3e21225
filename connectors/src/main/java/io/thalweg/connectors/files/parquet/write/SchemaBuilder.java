package io.thalweg.connectors.files.parquet.write;

import io.thalweg.connectors.files.parquet.format.PhysicalType;
import io.thalweg.core.type.ArrayType;
import io.thalweg.core.type.DataType;
import io.thalweg.core.type.Field;
import io.thalweg.core.type.IntervalType;
import io.thalweg.core.type.MapType;
import io.thalweg.core.type.RowType;
import io.thalweg.core.type.Schema;
import io.thalweg.core.type.SimpleType;
import io.thalweg.core.type.TimestampType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.parquet.format.ConvertedType;
import org.apache.parquet.format.FieldRepetitionType;
import org.apache.parquet.format.ListType;
import org.apache.parquet.format.LogicalType;
import org.apache.parquet.format.SchemaElement;

/// Lays a SQL schema out as Parquet's flattened tree, and as the targets that columns are written
/// to.
final class SchemaBuilder {
  private static final LogicalType LIST = LogicalType.LIST(new ListType());
  private static final LogicalType MAP = LogicalType.MAP(new org.apache.parquet.format.MapType());

  private final List<SchemaElement> elements = new ArrayList<>();
  private final List<Target.Leaf> leaves = new ArrayList<>();
  private final List<Target> targets = new ArrayList<>();

  SchemaBuilder(Schema schema) {
    elements.add(new SchemaElement("schema").setNum_children(schema.size()));
    for (Field field : schema.fields()) {
      targets.add(target(field, List.of(), 0, 0));
    }
  }

  List<SchemaElement> elements() {
    return elements;
  }

  List<Target.Leaf> leaves() {
    return leaves;
  }

  /// By column.
  List<Target> targets() {
    return targets;
  }

  /// `path=TYPE` lines for leaves whose type Parquet cannot say, with `.` between the path's names;
  /// without those whose path would not tell them apart.
  String declaredTypes() {
    Map<String, Long> paths =
        leaves.stream().collect(Collectors.groupingBy(SchemaBuilder::path, Collectors.counting()));
    return leaves.stream()
        .filter(leaf -> isLost(leaf.type()))
        .filter(leaf -> paths.getOrDefault(path(leaf), 0L) == 1 && path(leaf).lines().count() == 1)
        .map(leaf -> path(leaf) + "=" + leaf.type().sql() + "\n")
        .collect(Collectors.joining());
  }

  private static String path(Target.Leaf leaf) {
    return String.join(".", leaf.path());
  }

  private static boolean isLost(DataType type) {
    return switch (type) {
      case IntervalType _ -> true;
      case TimestampType timestamp ->
          timestamp.precision() != TimestampType.MICROS.precision() && timestamp.precision() != 9;
      default -> false;
    };
  }

  private Target target(Field field, List<String> parent, int definition, int repetition) {
    List<String> path = append(parent, field.name());
    boolean nullable = field.nullable() || field.type() == SimpleType.NULL;
    int own = definition + (nullable ? 1 : 0);
    return switch (field.type()) {
      case ArrayType array -> {
        group(field.name(), nullable, 1, LIST, ConvertedType.LIST);
        repeatedGroup("list", 1);
        Target element =
            target(
                Field.nullable("element", array.element()),
                append(path, "list"),
                own + 1,
                repetition + 1);
        yield new Target.Repeated(nullable, repetition + 1, element);
      }
      case MapType map -> {
        group(field.name(), nullable, 1, MAP, ConvertedType.MAP);
        repeatedGroup("key_value", 2);
        List<String> inner = append(path, "key_value");
        List<Target> entry =
            map.entryType().fields().stream()
                .map(part -> target(part, inner, own + 1, repetition + 1))
                .toList();
        yield new Target.Repeated(nullable, repetition + 1, new Target.Group(false, entry));
      }
      case RowType row -> {
        elements.add(element(field.name(), nullable).setNum_children(row.fields().size()));
        yield new Target.Group(
            nullable,
            row.fields().stream().map(part -> target(part, path, own, repetition)).toList());
      }
      default -> leaf(field, path, nullable, own, repetition);
    };
  }

  private Target leaf(
      Field field, List<String> path, boolean nullable, int definition, int repetition) {
    DataType type = field.type();
    PhysicalType physical = Storage.physical(type);
    int width = Storage.width(type);
    elements.add(Storage.annotate(element(field.name(), nullable), type));
    Target.Leaf leaf =
        new Target.Leaf(
            leaves.size(), path, nullable, type, physical, width, definition, repetition);
    leaves.add(leaf);
    return leaf;
  }

  private static SchemaElement element(String name, boolean nullable) {
    return new SchemaElement(name)
        .setRepetition_type(nullable ? FieldRepetitionType.OPTIONAL : FieldRepetitionType.REQUIRED);
  }

  private void group(
      String name, boolean nullable, int children, LogicalType logical, ConvertedType converted) {
    elements.add(
        element(name, nullable)
            .setNum_children(children)
            .setLogicalType(logical)
            .setConverted_type(converted));
  }

  private void repeatedGroup(String name, int children) {
    elements.add(
        new SchemaElement(name)
            .setRepetition_type(FieldRepetitionType.REPEATED)
            .setNum_children(children));
  }

  private static List<String> append(List<String> path, String name) {
    List<String> longer = new ArrayList<>(path);
    longer.add(name);
    return longer;
  }
}
