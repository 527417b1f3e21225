package io.thalweg.connectors.kafka.message;

import io.thalweg.core.data.Column;
import io.thalweg.core.data.ColumnBuilder;
import io.thalweg.core.type.Schema;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Gives the bytes of values as the one column there is, or counts messages when nobody asks for
/// it.
final class RawDecoder implements MessageDecoder {
  private final Schema columns;
  private final List<ColumnBuilder> builders = new ArrayList<>();
  private int rows;

  RawDecoder(Schema columns) {
    this.columns = columns;
    begin();
  }

  private void begin() {
    builders.clear();
    columns.types().forEach(type -> builders.add(new ColumnBuilder(type)));
    rows = 0;
  }

  @Override
  public void append(byte @Nullable [] value) {
    for (ColumnBuilder builder : builders) {
      if (value == null) {
        builder.appendNull();
      } else {
        builder.appendBytes(value, 0, value.length);
      }
    }
    rows++;
  }

  @Override
  public Rows take() {
    List<Column> built = builders.stream().<Column>map(ColumnBuilder::build).toList();
    Rows taken = new Rows(rows, built, IntStream.range(0, rows).toArray(), null);
    begin();
    return taken;
  }
}
