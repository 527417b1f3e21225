-- The highest bids of each 10 seconds.
SELECT b.auction, b.price, b.bidder, b.date_time, b.extra
FROM nexmark.bid AS b
JOIN (
  SELECT max(price) AS most, window_end
  FROM TABLE(TUMBLE(TABLE nexmark.bid, DESCRIPTOR(date_time), INTERVAL '10' SECOND))
  GROUP BY window_start, window_end
) AS top
ON b.price = top.most
WHERE b.date_time BETWEEN top.window_end - INTERVAL '10' SECOND AND top.window_end
