package io.thalweg.server.flight;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Supplier;
import org.apache.arrow.flight.FlightProducer.ServerStreamListener;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.BitVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.IntVector;
import org.apache.arrow.vector.VarBinaryVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.complex.ListVector;
import org.apache.arrow.vector.types.pojo.Schema;
import org.jspecify.annotations.Nullable;

/// The rows of a metadata command, in a schema that Flight SQL specifies.
///
/// @param rows made when the ticket is fetched; values are String, Integer, Boolean, byte[], a list
///   of String, or null
record MetadataSource(
    Schema schema, Supplier<List<List<@Nullable Object>>> rows, BufferAllocator allocator)
    implements ResultSource {

  @Override
  public void send(ServerStreamListener listener) {
    List<List<@Nullable Object>> all = rows.get();
    try (VectorSchemaRoot root = VectorSchemaRoot.create(schema, allocator)) {
      root.allocateNew();
      for (int column = 0; column < schema.getFields().size(); column++) {
        FieldVector vector = root.getVector(column);
        for (int row = 0; row < all.size(); row++) {
          set(vector, row, all.get(row).get(column));
        }
      }
      root.setRowCount(all.size());
      listener.start(root);
      listener.putNext();
      listener.completed();
    }
  }

  private static void set(FieldVector vector, int row, @Nullable Object value) {
    if (value == null) {
      return;
    }
    switch (vector) {
      case VarCharVector texts -> texts.setSafe(row, utf8(value));
      case IntVector numbers -> numbers.setSafe(row, (Integer) value);
      case BitVector bits -> bits.setSafe(row, (Boolean) value ? 1 : 0);
      case VarBinaryVector binaries -> binaries.setSafe(row, (byte[]) value);
      case ListVector lists -> setList(lists, row, (List<?>) value);
      default -> throw new IllegalStateException("no metadata has a " + vector.getField());
    }
  }

  private static void setList(ListVector lists, int row, List<?> values) {
    int start = lists.startNewValue(row);
    VarCharVector texts = (VarCharVector) lists.getDataVector();
    for (int i = 0; i < values.size(); i++) {
      texts.setSafe(start + i, utf8(values.get(i)));
    }
    lists.endValue(row, values.size());
  }

  private static byte[] utf8(Object value) {
    return value.toString().getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public boolean cancel() {
    return false;
  }
}
