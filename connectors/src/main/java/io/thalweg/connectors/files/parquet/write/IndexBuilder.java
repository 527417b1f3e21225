package io.thalweg.connectors.files.parquet.write;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import org.apache.parquet.format.BoundaryOrder;
import org.apache.parquet.format.ColumnChunk;
import org.apache.parquet.format.ColumnIndex;
import org.apache.parquet.format.OffsetIndex;
import org.apache.parquet.format.PageLocation;
import org.apache.parquet.format.Statistics;
import org.apache.parquet.format.Util;

/// Gathers where the pages of one column chunk are and the bounds of their values.
final class IndexBuilder {
  private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

  private final OffsetIndex places = new OffsetIndex(new ArrayList<>());
  private final ColumnIndex bounds =
      new ColumnIndex(
          new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), BoundaryOrder.UNORDERED);
  private boolean known = true;

  /// @param bytes of the page with its header
  /// @param values of the page, without NULLs
  void add(
      long position, int bytes, long firstRow, int nulls, Target.Leaf leaf, StoredValues values) {
    places.addToPage_locations(new PageLocation(position, bytes, firstRow));
    Statistics statistics = new Statistics();
    ChunkStatistics.addBounds(leaf, values, statistics);
    ByteBuffer min = statistics.bufferForMin_value();
    ByteBuffer max = statistics.bufferForMax_value();
    boolean empty = values.count == 0;
    boolean nans = statistics.getNan_count() > 0;
    known &= empty || (min != null && max != null && !nans);
    bounds.addToNull_pages(empty);
    bounds.addToMin_values(min == null ? NOTHING : min);
    bounds.addToMax_values(max == null ? NOTHING : max);
    bounds.addToNull_counts(nulls);
  }

  /// Writes the indexes behind the row groups and notes their places in `chunk`. Without bounds of
  /// all pages there is only the offset index.
  ///
  /// @param position where `out` begins in the file
  void write(ColumnChunk chunk, long position, Buffer out) throws IOException {
    if (known) {
      int start = out.size();
      Util.writeColumnIndex(bounds, out);
      chunk.setColumn_index_offset(position + start).setColumn_index_length(out.size() - start);
    }
    int start = out.size();
    Util.writeOffsetIndex(places, out);
    chunk.setOffset_index_offset(position + start).setOffset_index_length(out.size() - start);
  }
}
