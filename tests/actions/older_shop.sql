-- A demo shop as version 0.1.0 built it on 22 November 2026, with four of its orders and one cancellation
CREATE TABLE articles (
  sku VARCHAR(20) NOT NULL,
  name_de VARCHAR(120) NOT NULL,
  name_en VARCHAR(120) NOT NULL,
  eur_cents INTEGER NOT NULL,
  chf_cents INTEGER NOT NULL,
  stock INTEGER NOT NULL CHECK (stock >= 0),
  restock_on DATE,
  PRIMARY KEY (sku)
);
CREATE TABLE orders (
  number VARCHAR(9) NOT NULL,
  email VARCHAR(254) NOT NULL,
  state VARCHAR(20) NOT NULL,
  state_since DATE NOT NULL,
  placed_on DATE NOT NULL,
  expected_on DATE,
  currency VARCHAR(3) NOT NULL CHECK (currency IN ('EUR', 'CHF')),
  shipping_cents INTEGER NOT NULL,
  payment VARCHAR(20) NOT NULL,
  name VARCHAR(120) NOT NULL,
  street VARCHAR(120) NOT NULL,
  postcode VARCHAR(10) NOT NULL,
  city VARCHAR(80) NOT NULL,
  country VARCHAR(2) NOT NULL CHECK (country IN ('DE', 'AT', 'CH')),
  carrier VARCHAR(60),
  parcel_number VARCHAR(40),
  parcel_url VARCHAR(200),
  PRIMARY KEY (number),
  CONSTRAINT known_state CHECK (state IN ('placed', 'packing', 'shipped', 'out_for_delivery', 'delivered', 'returned', 'refunded', 'cancelled')),
  CONSTRAINT whole_parcel CHECK ((carrier IS NULL) = (parcel_number IS NULL))
);
CREATE INDEX ix_orders_email ON orders (email);
CREATE TABLE order_lines (
  order_number VARCHAR(9) NOT NULL,
  position INTEGER NOT NULL,
  sku VARCHAR(20) NOT NULL,
  name_de VARCHAR(120) NOT NULL,
  name_en VARCHAR(120) NOT NULL,
  quantity INTEGER NOT NULL CHECK (quantity > 0),
  cents INTEGER NOT NULL,
  PRIMARY KEY (order_number, position),
  FOREIGN KEY(order_number) REFERENCES orders (number)
);
CREATE TABLE changes (
  "key" VARCHAR(200) NOT NULL,
  kind VARCHAR(20) NOT NULL,
  order_number VARCHAR(9) NOT NULL,
  at DATETIME NOT NULL,
  PRIMARY KEY ("key"),
  FOREIGN KEY(order_number) REFERENCES orders (number)
);
INSERT INTO orders VALUES ('BW-104512', 'mia.keller@example.com', 'shipped', '2026-11-21', '2026-11-19', '2026-11-24', 'CHF', 0, 'twint', 'Mia Keller', 'Badenerstrasse 118', '8004', 'Zürich', 'CH', 'Schweizerische Post', '99.34.104512.27630528', 'https://service.post.ch/ekp-web/ui/entry/search/99.34.104512.27630528');
INSERT INTO orders VALUES ('BW-104733', 'jonas.weber@example.com', 'delivered', '2026-11-17', '2026-11-13', NULL, 'EUR', 0, 'paypal', 'Jonas Weber', 'Karl-Liebknecht-Straße 27', '04109', 'Leipzig', 'DE', 'DHL', '00340432938062719', 'https://www.dhl.de/de/privatkunden/dhl-sendungsverfolgung.html?piececode=00340432938062719');
INSERT INTO orders VALUES ('BW-104855', 'mia.keller@example.com', 'cancelled', '2026-11-22', '2026-11-21', NULL, 'CHF', 0, 'visa', 'Mia Keller', 'Badenerstrasse 118', '8004', 'Zürich', 'CH', NULL, NULL, NULL);
INSERT INTO orders VALUES ('BW-104977', 'lea.huber@example.com', 'returned', '2026-11-20', '2026-11-01', NULL, 'EUR', 0, 'mastercard', 'Lea Huber', 'Maria-Theresien-Straße 9', '6020', 'Innsbruck', 'AT', 'Österreichische Post', '1038313128630102', 'https://www.post.at/s/sendungsdetails?snr=1038313128630102');
INSERT INTO order_lines VALUES ('BW-104512', 1, 'BG-1001', 'Tourenrucksack Säntis 35', 'Säntis 35 touring backpack', 1, 15900);
INSERT INTO order_lines VALUES ('BW-104512', 2, 'BG-3006', 'Wandersocken Merino', 'Merino hiking socks', 2, 2190);
INSERT INTO order_lines VALUES ('BW-104733', 1, 'BG-3001', 'Wanderschuhe Brocken GTX', 'Brocken GTX hiking boots', 1, 18900);
INSERT INTO order_lines VALUES ('BW-104855', 1, 'BG-5001', 'Steigeisen Firn 12', 'Firn 12 crampons', 1, 16900);
INSERT INTO order_lines VALUES ('BW-104855', 2, 'BG-2301', 'Fingerhandschuhe Firn', 'Firn gloves', 1, 5490);
INSERT INTO order_lines VALUES ('BW-104977', 1, 'BG-2101', 'Tourenhose Silvretta', 'Silvretta touring trousers', 1, 18900);
INSERT INTO changes VALUES ('turn-1', 'cancel', 'BW-104855', '2026-11-22 09:30:00')
