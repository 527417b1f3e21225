package io.thalweg.exec.state;

import io.thalweg.core.data.Batch;
import io.thalweg.core.data.Column;
import io.thalweg.core.data.FlatColumn;
import io.thalweg.core.type.DataType;
import io.thalweg.exec.kernel.RowHash;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/// Keys of any number and layout: hashes column at a time, salted open addressing, keys stored by
/// column.
///
/// The slot is chosen by low bits of the hash and holds its upper half (the salt) and group + 1; 0
/// is free. A batch is looked up in rounds: each round walks every open row to a free slot (a new
/// group) or to one with its salt (a candidate), appends the new keys, then compares the candidates
/// a column at a time; the few that differ go on from the next slot.
final class RowGroupKeys implements GroupKeys {
  /// Slots that are kept when the keys are forgotten: clearing more costs more than growing.
  private static final int CLEARED_SLOTS = 1 << 13;

  private static final long SALT = 0xFFFFFFFF00000000L;

  private final KeyStore[] stores;
  private final KeyProbe[] probes;
  private final int keyCount;
  private final RowHash hash;
  private long[] slots = new long[64];
  private long[] groupHashes = new long[32];
  private int count;

  private long[] hashes = {};
  private int[] slotOf = {};
  private int[] open = {};
  private int[] candidates = {};
  private int[] newRows = {};
  private int newCount;

  RowGroupKeys(List<DataType> types) {
    keyCount = types.size();
    hash = rowHash(keyCount);
    stores = types.stream().map(KeyStore::of).toArray(KeyStore[]::new);
    probes = probes(stores);
  }

  private static RowHash rowHash(int keys) {
    return new RowHash(IntStream.range(0, keys).toArray());
  }

  private static KeyProbe[] probes(KeyStore[] stores) {
    return Arrays.stream(stores).map(KeyStore::probe).toArray(KeyProbe[]::new);
  }

  @Override
  public void expect(int keys) {
    ensureSlots(Math.max(0, keys - count));
  }

  @Override
  public void assign(Column[] keys, int rows, int[] groups) {
    ensureScratch(rows);
    newCount = 0;
    hashes = hash.hash(Batch.of(rows, keys));
    ensureSlots(rows);
    int mask = slots.length - 1;
    for (int i = 0; i < rows; i++) {
      open[i] = i;
      slotOf[i] = (int) hashes[i] & mask;
    }
    int remaining = rows;
    while (remaining > 0) {
      remaining = round(keys, remaining, groups);
    }
  }

  /// One round over `open[0..size)`; leaves the rows that need another one there.
  private int round(Column[] keys, int size, int[] groups) {
    int before = newCount;
    int matching = walk(size, groups);
    for (int i = 0; i < stores.length; i++) {
      append(stores[i], keys[i], before);
    }
    int differing = 0;
    for (int i = 0; i < probes.length; i++) {
      int kept = probes[i].match(keys[i], groups, candidates, matching, open, differing);
      differing += matching - kept;
      matching = kept;
    }
    for (int i = 0; i < differing; i++) {
      slotOf[open[i]] = slotOf[open[i]] + 1 & slots.length - 1;
    }
    // Rows have to meet their key's group in order of appearance.
    if (differing > 1) {
      Arrays.sort(open, 0, differing);
    }
    return differing;
  }

  private void append(KeyStore store, Column column, int before) {
    int size = newCount - before;
    if (before == 0) {
      store.append(column, newRows, size);
    } else {
      store.append(column, Arrays.copyOfRange(newRows, before, newCount), size);
    }
  }

  /// Walks each open row to a free slot or one with its salt; returns the number of candidates.
  private int walk(int size, int[] groups) {
    long[] table = slots;
    int mask = table.length - 1;
    int matching = 0;
    for (int i = 0; i < size; i++) {
      int row = open[i];
      long hashed = hashes[row];
      int slot = slotOf[row];
      while (true) {
        long entry = table[slot];
        if (entry == 0) {
          table[slot] = hashed & SALT | count + 1;
          groups[row] = count;
          groupHashes[count++] = hashed;
          newRows[newCount++] = row;
          break;
        }
        if (((entry ^ hashed) & SALT) == 0) {
          groups[row] = (int) entry - 1;
          candidates[matching++] = row;
          break;
        }
        slot = slot + 1 & mask;
      }
      slotOf[row] = slot;
    }
    return matching;
  }

  private void ensureScratch(int rows) {
    if (slotOf.length < rows) {
      slotOf = new int[rows];
      open = new int[rows];
      candidates = new int[rows];
      newRows = new int[rows];
    }
  }

  private void ensureSlots(int rows) {
    long wanted = count + (long) rows;
    if (wanted > groupHashes.length) {
      groupHashes = Arrays.copyOf(groupHashes, (int) Math.max(wanted, 2L * count));
    }
    if (2 * wanted > slots.length) {
      int length = Math.toIntExact(Long.highestOneBit(2 * wanted - 1) << 1);
      long[] table = new long[length];
      for (int group = 0; group < count; group++) {
        long hashed = groupHashes[group];
        int slot = (int) hashed & length - 1;
        while (table[slot] != 0) {
          slot = slot + 1 & length - 1;
        }
        table[slot] = hashed & SALT | group + 1;
      }
      slots = table;
    }
  }

  @Override
  public int count() {
    return count;
  }

  @Override
  public int[] newRows() {
    return newRows;
  }

  @Override
  public int newCount() {
    return newCount;
  }

  @Override
  public FlatColumn column(int key, Groups groups) {
    return stores[key].column(groups);
  }

  /// The key columns, by group.
  KeyStore[] stores() {
    return stores;
  }

  @Override
  public GroupLookup lookup() {
    return new Lookup();
  }

  /// As [#assign], without new groups: a free slot ends a row's search.
  private final class Lookup implements GroupLookup {
    private final RowHash rowHash = rowHash(keyCount);
    private final KeyProbe[] readers = probes(stores);
    private int[] at = {};
    private int[] searching = {};
    private int[] found = {};

    @Override
    public void find(Column[] keys, int rows, int[] groups) {
      if (at.length < rows) {
        at = new int[rows];
        searching = new int[rows];
        found = new int[rows];
      }
      long[] hashed = rowHash.hash(Batch.of(rows, keys));
      int mask = slots.length - 1;
      for (int i = 0; i < rows; i++) {
        searching[i] = i;
        at[i] = (int) hashed[i] & mask;
      }
      int remaining = rows;
      while (remaining > 0) {
        int matching = walk(hashed, remaining, groups);
        int differing = 0;
        for (int i = 0; i < readers.length; i++) {
          int kept = readers[i].match(keys[i], groups, found, matching, searching, differing);
          differing += matching - kept;
          matching = kept;
        }
        for (int i = 0; i < differing; i++) {
          at[searching[i]] = at[searching[i]] + 1 & mask;
        }
        remaining = differing;
      }
      for (KeyProbe reader : readers) {
        reader.forget();
      }
    }

    private int walk(long[] hashed, int size, int[] groups) {
      long[] table = slots;
      int mask = table.length - 1;
      int matching = 0;
      for (int i = 0; i < size; i++) {
        int row = searching[i];
        long wanted = hashed[row];
        int slot = at[row];
        long entry = table[slot];
        while (entry != 0 && ((entry ^ wanted) & SALT) != 0) {
          slot = slot + 1 & mask;
          entry = table[slot];
        }
        at[row] = slot;
        groups[row] = (int) entry - 1;
        found[matching] = row;
        matching += entry == 0 ? 0 : 1;
      }
      return matching;
    }
  }

  @Override
  public void clear() {
    count = 0;
    newCount = 0;
    slots = new long[Math.min(slots.length, CLEARED_SLOTS)];
    groupHashes = new long[Math.min(groupHashes.length, CLEARED_SLOTS)];
    for (KeyStore store : stores) {
      store.clear();
    }
  }

  @Override
  public long sizeInBytes() {
    long bytes = 8L * (slots.length + groupHashes.length);
    for (KeyStore store : stores) {
      bytes += store.sizeInBytes();
    }
    return bytes;
  }
}
