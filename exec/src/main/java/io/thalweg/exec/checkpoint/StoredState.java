package io.thalweg.exec.checkpoint;

import io.thalweg.core.data.Batch;
import io.thalweg.core.memory.MemoryPool;
import io.thalweg.exec.checkpoint.Manifest.Content;
import io.thalweg.exec.checkpoint.Manifest.Link;
import io.thalweg.exec.checkpoint.Manifest.Segment;
import io.thalweg.exec.kernel.RowHash;
import io.thalweg.exec.operator.StateReader;
import io.thalweg.exec.operator.StateWriter;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/// A checkpoint of a [ManifestLog] that is read, segment by segment.
final class StoredState implements Restored {
  private final Manifest manifest;
  private final SegmentCache segments;

  StoredState(ManifestLog log, Manifest manifest, MemoryPool memory) {
    if (manifest.vnodes() != RowHash.VNODES) {
      throw CheckpointErrors.corrupt(
          log.keys().manifest(manifest.info().id()),
          "its keys are spread over " + manifest.vnodes() + " vnodes, not " + RowHash.VNODES);
    }
    this.manifest = manifest;
    this.segments = new SegmentCache(log, memory);
  }

  @Override
  public CheckpointInfo info() {
    return manifest.info();
  }

  @Override
  public CheckpointNotes notes() {
    return manifest.notes();
  }

  @Override
  public Set<String> identities() {
    Set<String> identities = new TreeSet<>();
    for (Segment segment : allSegments()) {
      segment.contents().forEach(content -> identities.add(content.identity()));
    }
    return Collections.unmodifiableSet(identities);
  }

  private List<Segment> allSegments() {
    return manifest.chain().stream().map(Link::segments).flatMap(List::stream).toList();
  }

  @Override
  public StateReader reader(String identity, IntPredicate owned) {
    return new Reader(identity, owned);
  }

  private final class Reader implements StateReader {
    private final String identity;
    private final IntPredicate owned;

    private Reader(String identity, IntPredicate owned) {
      this.identity = identity;
      this.owned = owned;
    }

    @Override
    public Iterator<Batch> read(String part) {
      return new Rows(wanted(part), segment -> batches(segment, part));
    }

    @Override
    public Iterator<Batch> readBackwards(String part) {
      return new Rows(wanted(part).reversed(), segment -> batches(segment, part).reversed());
    }

    private List<Segment> wanted(String part) {
      return allSegments().stream()
          .filter(segment -> holds(segment, identity, part, owned))
          .toList();
    }

    private List<Batch> batches(Segment segment, String part) {
      return segments.get(segment).read(identity, part, owned);
    }

    @Override
    public int expectedRows(String part) {
      long rows = 0;
      for (Segment segment : manifest.chain().getFirst().segments()) {
        long declared = 0;
        for (Content content : segment.contents()) {
          if (content.identity().equals(identity) && content.part().equals(part)) {
            declared += ownedShare(content, owned);
          }
        }
        // A row takes a byte at least: what is declared may be wrong.
        rows += Math.clamp(declared, 0, segment.bytes());
      }
      return (int) Math.min(rows, Integer.MAX_VALUE / 2);
    }

    @Override
    public void copyTo(StateWriter target) {
      for (Segment segment : allSegments()) {
        if (segment.contents().stream().anyMatch(it -> it.identity().equals(identity))) {
          segments.get(segment).copy(identity, owned, target);
        }
      }
    }
  }

  private static boolean holds(Segment segment, String identity, String part, IntPredicate owned) {
    for (Content content : segment.contents()) {
      if (content.identity().equals(identity)
          && content.part().equals(part)
          && vnodes(content).anyMatch(owned)) {
        return true;
      }
    }
    return false;
  }

  private static IntStream vnodes(Content content) {
    return IntStream.rangeClosed(
        Math.max(0, content.firstVnode()), Math.min(content.lastVnode(), RowHash.VNODES - 1));
  }

  /// About how many of its rows belong to owned vnodes.
  private static long ownedShare(Content content, IntPredicate owned) {
    return content.rows()
        * vnodes(content).filter(owned).count()
        / Math.max(1, vnodes(content).count());
  }

  /// The rows of one part, one segment in memory at a time.
  private static final class Rows implements Iterator<Batch> {
    private final Iterator<Segment> wanted;
    private final Function<Segment, List<Batch>> batches;
    private Iterator<Batch> current = Collections.emptyIterator();

    Rows(List<Segment> wanted, Function<Segment, List<Batch>> batches) {
      this.wanted = wanted.iterator();
      this.batches = batches;
    }

    @Override
    public boolean hasNext() {
      while (!current.hasNext() && wanted.hasNext()) {
        current = batches.apply(wanted.next()).iterator();
      }
      return current.hasNext();
    }

    @Override
    public Batch next() {
      if (!hasNext()) {
        throw new NoSuchElementException("no more rows");
      }
      return current.next();
    }
  }

  @Override
  public void close() {
    segments.close();
  }
}
