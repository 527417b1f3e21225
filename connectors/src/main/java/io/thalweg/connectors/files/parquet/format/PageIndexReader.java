package io.thalweg.connectors.files.parquet.format;

import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/// Reads a chunk's column index (bounds by page) or its offset index (places of pages).
final class PageIndexReader extends CompactReader {
  private final List<Boolean> nullPages = new ArrayList<>();
  private final List<byte[]> mins = new ArrayList<>();
  private final List<byte[]> maxs = new ArrayList<>();
  private final List<Long> nullCounts = new ArrayList<>();
  private final List<Long> firstRows = new ArrayList<>();

  private PageIndexReader(ByteBuffer in) {
    super(in);
  }

  static PageIndex read(MemorySegment columnIndex, MemorySegment offsetIndex, long rows) {
    PageIndexReader bounds = new PageIndexReader(columnIndex.asByteBuffer());
    bounds.readColumnIndex();
    PageIndexReader places = new PageIndexReader(offsetIndex.asByteBuffer());
    places.readOffsetIndex();
    int count = places.firstRows.size();
    if (bounds.nullPages.size() != count
        || bounds.mins.size() != count
        || bounds.maxs.size() != count) {
      throw ParquetErrors.corrupt("the page index does not fit the pages");
    }
    List<PageIndex.Page> pages = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      long first = places.firstRows.get(i);
      long next = i + 1 < count ? places.firstRows.get(i + 1) : rows;
      if (first < 0 || next < first || next > rows) {
        throw ParquetErrors.corrupt("the pages are not in the order of their rows");
      }
      pages.add(bounds.page(i, first, next - first));
    }
    return new PageIndex(pages);
  }

  private PageIndex.Page page(int i, long first, long rows) {
    if (nullPages.get(i)) {
      return new PageIndex.Page(first, rows, null, null, rows);
    }
    long nulls = i < nullCounts.size() ? nullCounts.get(i) : -1;
    return new PageIndex.Page(first, rows, mins.get(i), maxs.get(i), nulls);
  }

  private void readColumnIndex() {
    int id = 0;
    while ((id = nextField(id)) >= 0) {
      switch (id) {
        case 1 -> readEach(() -> nullPages.add(readByte() == TRUE));
        case 2 -> readEach(() -> mins.add(readBytes()));
        case 3 -> readEach(() -> maxs.add(readBytes()));
        case 5 -> readEach(() -> nullCounts.add(readLong()));
        default -> skipField();
      }
    }
  }

  private void readOffsetIndex() {
    int id = 0;
    while ((id = nextField(id)) >= 0) {
      switch (id) {
        case 1 -> readEach(this::readPlace);
        default -> skipField();
      }
    }
  }

  private void readPlace() {
    int id = 0;
    while ((id = nextField(id)) >= 0) {
      switch (id) {
        case 3 -> firstRows.add(readLong());
        default -> skipField();
      }
    }
  }

  private void readEach(Runnable element) {
    int size = beginList();
    for (int i = 0; i < size; i++) {
      element.run();
    }
  }
}
