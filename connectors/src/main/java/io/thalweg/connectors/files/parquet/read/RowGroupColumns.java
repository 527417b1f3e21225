package io.thalweg.connectors.files.parquet.read;

import io.thalweg.connectors.files.parquet.codec.Decompressor;
import io.thalweg.connectors.files.parquet.format.LeafColumn;
import io.thalweg.connectors.files.parquet.format.ParquetErrors;
import io.thalweg.connectors.files.parquet.format.RowGroupMetadata;
import io.thalweg.connectors.files.parquet.format.SchemaNode;
import io.thalweg.core.data.Column;
import io.thalweg.core.error.ThalwegException;
import io.thalweg.core.memory.MemoryReservation;
import java.lang.foreign.MemorySegment;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The columns a scan needs of one row group after the other. Everything that a damaged file makes
/// decoders throw becomes a coded error here, with file, column, row group and page.
final class RowGroupColumns {
  private final String file;
  private final MemorySegment bytes;
  private final List<SchemaNode> slots;
  private final Decompressor decompressor;
  private final MemoryReservation memory;
  private final Map<Integer, PageBuffer> buffers = new HashMap<>();
  private final @Nullable ColumnReader[] readers;
  private @Nullable RowGroupMetadata group;

  RowGroupColumns(
      String file,
      MemorySegment bytes,
      List<SchemaNode> slots,
      Decompressor decompressor,
      MemoryReservation memory) {
    this.file = file;
    this.bytes = bytes;
    this.slots = slots;
    this.decompressor = decompressor;
    this.memory = memory;
    this.readers = new @Nullable ColumnReader[slots.size()];
  }

  /// Places all columns before the first row of `rowGroup`.
  void begin(RowGroupMetadata rowGroup) {
    group = rowGroup;
    for (int slot = 0; slot < readers.length; slot++) {
      int current = slot;
      readers[slot] = guarded(slot, () -> open(slots.get(current), rowGroup));
    }
  }

  private ColumnReader open(SchemaNode node, RowGroupMetadata rowGroup) {
    if (node instanceof SchemaNode.Leaf leaf && leaf.column().isFlat()) {
      return new FlatReader(leaf.column(), pages(leaf.column(), rowGroup));
    }
    Map<Integer, LeafLevels> leaves = new HashMap<>();
    addLeaves(node, rowGroup, leaves);
    return new NestedReader(node, leaves);
  }

  private void addLeaves(
      SchemaNode node, RowGroupMetadata rowGroup, Map<Integer, LeafLevels> leaves) {
    switch (node) {
      case SchemaNode.Leaf leaf ->
          leaves.put(
              leaf.column().ordinal(),
              new LeafLevels(leaf.column(), pages(leaf.column(), rowGroup), memory));
      case SchemaNode.Group children ->
          children.fields().forEach(child -> addLeaves(child, rowGroup, leaves));
      case SchemaNode.Repeated list -> addLeaves(list.element(), rowGroup, leaves);
    }
  }

  private PageReader pages(LeafColumn leaf, RowGroupMetadata rowGroup) {
    PageBuffer buffer = buffers.computeIfAbsent(leaf.ordinal(), ordinal -> new PageBuffer(memory));
    return new PageReader(bytes, leaf, rowGroup.chunks().get(leaf.ordinal()), decompressor, buffer);
  }

  Column read(int slot, int rows) {
    return guarded(slot, () -> reader(slot).read(rows));
  }

  Column readSelected(int slot, int[] positions, int count, int rows) {
    return guarded(slot, () -> reader(slot).readSelected(positions, count, rows));
  }

  void skip(int slot, int rows) {
    guarded(
        slot,
        () -> {
          reader(slot).skip(rows);
          return rows;
        });
  }

  private ColumnReader reader(int slot) {
    ColumnReader reader = readers[slot];
    if (reader == null) {
      throw new IllegalStateException("no row group was begun");
    }
    return reader;
  }

  private <T> T guarded(int slot, Supplier<T> step) {
    try {
      return step.get();
    } catch (RuntimeException | InternalError | StackOverflowError e) {
      throw ParquetErrors.translate(e, where(slot));
    }
  }

  private String where(int slot) {
    ColumnReader reader = readers[slot];
    return "file '"
        + file
        + "', column '"
        + slots.get(slot).name()
        + "', row group "
        + (group == null ? "?" : group.ordinal())
        + (reader == null ? "" : ", " + reader.place());
  }

  /// An error of the file as a whole.
  static ThalwegException fileError(Throwable thrown, String file) {
    return ParquetErrors.translate(thrown, "file '" + file + "'");
  }
}
