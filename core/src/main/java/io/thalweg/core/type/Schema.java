package io.thalweg.core.type;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// The ordered columns of a table, a plan node or a batch. Names may repeat in query results.
public record Schema(List<Field> fields) {
  public static final Schema EMPTY = new Schema(List.of());

  public Schema {
    fields = List.copyOf(fields);
  }

  public static Schema of(Field... fields) {
    return new Schema(List.of(fields));
  }

  @JsonIgnore
  public int size() {
    return fields.size();
  }

  public Field field(int ordinal) {
    return fields.get(ordinal);
  }

  public DataType type(int ordinal) {
    return fields.get(ordinal).type();
  }

  /// The types in order.
  public List<DataType> types() {
    return fields.stream().map(Field::type).toList();
  }

  /// The ordinal of the column with this name: an exact match first, then one that ignores case.
  public OptionalInt indexOf(String name) {
    OptionalInt exact =
        IntStream.range(0, size()).filter(i -> field(i).name().equals(name)).findFirst();
    return exact.isPresent()
        ? exact
        : IntStream.range(0, size())
            .filter(i -> field(i).name().equalsIgnoreCase(name))
            .findFirst();
  }

  /// The schema of the columns with these ordinals, in that order.
  public Schema select(List<Integer> ordinals) {
    return new Schema(ordinals.stream().map(fields::get).toList());
  }

  /// This schema's columns followed by those of `other`.
  public Schema concat(Schema other) {
    return new Schema(
        java.util.stream.Stream.concat(fields.stream(), other.fields.stream()).toList());
  }

  @Override
  public String toString() {
    return fields.stream().map(Field::toString).collect(Collectors.joining(", ", "(", ")"));
  }
}
