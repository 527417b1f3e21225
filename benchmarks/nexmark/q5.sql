-- The auctions with the most bids in each window of 10 seconds, every 2 seconds.
SELECT bids.auction, bids.num, bids.starttime, bids.endtime
FROM (
  SELECT auction, count(*) AS num, window_start AS starttime, window_end AS endtime
  FROM TABLE(
    HOP(TABLE nexmark.bid, DESCRIPTOR(date_time), INTERVAL '2' SECOND, INTERVAL '10' SECOND))
  GROUP BY auction, window_start, window_end
) AS bids
JOIN (
  SELECT max(counts.num) AS most, counts.starttime, counts.endtime
  FROM (
    SELECT count(*) AS num, window_start AS starttime, window_end AS endtime
    FROM TABLE(
      HOP(TABLE nexmark.bid, DESCRIPTOR(date_time), INTERVAL '2' SECOND, INTERVAL '10' SECOND))
    GROUP BY auction, window_start, window_end
  ) AS counts
  GROUP BY counts.starttime, counts.endtime
) AS top
ON bids.starttime = top.starttime AND bids.endtime = top.endtime AND bids.num >= top.most
