package io.thalweg.connectors.files.parquet.read;

import io.thalweg.connectors.files.parquet.codec.Decompressor;
import io.thalweg.connectors.files.parquet.format.LeafColumn;
import io.thalweg.connectors.files.parquet.format.ParquetErrors;
import io.thalweg.connectors.files.parquet.format.RowGroupMetadata;
import io.thalweg.connectors.files.parquet.format.SchemaNode;
import io.thalweg.core.data.Column;
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
  private static final long WIDEST_VALUE = 16;

  private final String file;
  private final MemorySegment bytes;
  private final List<SchemaNode> slots;
  private final Decompressor decompressor;
  private final MemoryReservation memory;
  private final Map<Integer, PageBuffer> buffers = new HashMap<>();
  private final @Nullable ColumnReader[] readers;
  private final ColumnCache.@Nullable OfFile cache;
  private @Nullable RowGroupMetadata group;

  /// Memory taken for chunks that are decoded as a whole, in the current row group.
  private long wholeBytes;

  RowGroupColumns(ScanReader.Input input, List<SchemaNode> slots, Decompressor decompressor) {
    this.file = input.name();
    this.bytes = input.file();
    this.cache = input.cache();
    this.slots = slots;
    this.decompressor = decompressor;
    this.memory = input.memory();
    this.readers = new @Nullable ColumnReader[slots.size()];
  }

  /// Places all columns before the first row of `rowGroup`.
  void begin(RowGroupMetadata rowGroup) {
    group = rowGroup;
    memory.add(-wholeBytes);
    wholeBytes = 0;
    for (int slot = 0; slot < readers.length; slot++) {
      int current = slot;
      readers[slot] = null;
      readers[slot] = guarded(slot, () -> open(slots.get(current), rowGroup));
    }
  }

  private ColumnReader open(SchemaNode node, RowGroupMetadata rowGroup) {
    if (node instanceof SchemaNode.Leaf leaf && leaf.column().isFlat()) {
      return cache == null
          ? new FlatReader(leaf.column(), pages(leaf.column(), rowGroup))
          : cached(cache, leaf.column(), rowGroup);
    }
    Map<Integer, LeafLevels> leaves = new HashMap<>();
    addLeaves(node, rowGroup, leaves);
    return new NestedReader(node, leaves);
  }

  private ColumnReader cached(ColumnCache.OfFile held, LeafColumn leaf, RowGroupMetadata rowGroup) {
    int ordinal = rowGroup.ordinal();
    Column known = held.find(ordinal, leaf.ordinal());
    if (known != null) {
      return new WholeReader(() -> known, () -> "cached");
    }
    FlatReader reader = new FlatReader(leaf, pages(leaf, rowGroup));
    long estimate =
        rowGroup.chunks().get(leaf.ordinal()).uncompressedLength() + WIDEST_VALUE * rowGroup.rows();
    if (rowGroup.rows() > Integer.MAX_VALUE
        || !held.isWanted(ordinal, leaf.ordinal(), estimate)
        || !memory.tryAdd(estimate)) {
      return reader;
    }
    wholeBytes += estimate;
    return new WholeReader(
        () -> {
          Column column = reader.read((int) rowGroup.rows());
          held.put(ordinal, leaf.ordinal(), column);
          return column;
        },
        reader::place);
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

  /// To be called when nothing is read any more.
  void close() {
    buffers.values().forEach(PageBuffer::close);
    buffers.clear();
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
    SchemaNode column = slots.get(slot);
    String place = "file '" + file + "', column '" + column.name() + "'";
    if (group == null) {
      return place;
    }
    return place
        + ", row group "
        + group.ordinal()
        + ", "
        + (reader == null
            ? "pages from byte " + group.chunks().get(column.firstLeaf().ordinal()).start()
            : reader.place());
  }
}
