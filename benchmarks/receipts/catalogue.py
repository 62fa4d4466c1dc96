"""What is sold, by whom and where: names made up in the manner of Romanian firms, goods with their VAT class."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random
from typing import Literal

VatClass = Literal["standard", "reduced", "books", "none"]

Trade = Literal["grocery", "fuel", "restaurant", "pharmacy", "hardware", "parking", "taxi", "hotel", "shop"]


@dataclass(frozen=True, slots=True)
class Good:
    """One article of a price list: unit price between `low` and `high` bani, VAT included."""

    name: str
    vat: VatClass
    low: int
    high: int
    unit: str = "BUC"


@dataclass(frozen=True, slots=True)
class Shop:
    """The firm and its point of sale. `cui` is digits only and passes the check digit."""

    name: str
    brand: str | None
    cui: str
    vat_payer: bool
    street: str
    town: str
    county: str
    phone: str
    register: str
    trade: Trade


GOODS: dict[Trade, tuple[Good, ...]] = {
    "grocery": (
        Good("Lapte Zuzu 3,5% 1L", "reduced", 549, 899),
        Good("Pâine albă feliată 500g", "reduced", 389, 699),
        Good("Brânză telemea vacă", "reduced", 2590, 4590, "KG"),
        Good("Ouă M 10 buc", "reduced", 899, 1699),
        Good("Banane", "reduced", 549, 899, "KG"),
        Good("Roșii cherry 250g", "reduced", 599, 1199),
        Good("Cartofi albi", "reduced", 199, 499, "KG"),
        Good("Piept de pui caserolă", "reduced", 1990, 3290, "KG"),
        Good("Apă plată Bucovina 2L", "reduced", 249, 429),
        Good("Ulei floarea soarelui 1L", "reduced", 649, 1099),
        Good("Făină albă 000 1kg", "reduced", 299, 549),
        Good("Iaurt grecesc 10% 400g", "reduced", 549, 999),
        Good("Cafea boabe Lavazza 1kg", "reduced", 5990, 8990),
        Good("Zahăr tos 1kg", "reduced", 399, 599),
        Good("Ciocolată Milka 100g", "standard", 449, 899),
        Good("Coca-Cola Zero 0,5L", "standard", 399, 699),
        Good("Bere Ursus doză 0.5L", "standard", 349, 599),
        Good("Vin Cotnari demisec 0,75L", "standard", 1890, 3490),
        Good("Detergent Ariel 2kg", "standard", 2990, 5490),
        Good("Hârtie igienică 8 role", "standard", 1290, 2690),
        Good("Sac menajer 60L", "standard", 499, 1190),
        Good("Pungă biodegradabilă", "standard", 50, 150),
        Good("Șampon Dove 400ml", "standard", 1590, 2890),
        Good("Baterii AA 4 buc", "standard", 990, 2490),
    ),
    "fuel": (
        Good("Motorină Standard", "standard", 689, 829, "L"),
        Good("Diesel Efix", "standard", 699, 849, "L"),
        Good("Benzină Standard 95", "standard", 659, 799, "L"),
        Good("Efix 95", "standard", 669, 809, "L"),
        Good("GPL", "standard", 329, 419, "L"),
        Good("MaxxMotion Diesel", "standard", 729, 889, "L"),
        Good("AdBlue vrac", "standard", 399, 599, "L"),
    ),
    "restaurant": (
        Good("Ciorbă de burtă", "reduced", 1800, 2900),
        Good("Mici porție 5 buc", "reduced", 2200, 3500),
        Good("Sarmale cu mămăliguță", "reduced", 2800, 4200),
        Good("Pizza Quattro Stagioni", "reduced", 2900, 4600),
        Good("Salată Caesar", "reduced", 2600, 3900),
        Good("Espresso", "reduced", 800, 1400),
        Good("Apă minerală 0.33", "reduced", 700, 1200),
        Good("Papanași", "reduced", 2000, 3200),
        Good("Meniul zilei", "reduced", 2500, 3900),
        Good("Bere draft 400ml", "standard", 900, 1700),
        Good("Vin casa 150ml", "standard", 1200, 2400),
        Good("Limonadă cu mentă", "standard", 1400, 2200),
    ),
    "pharmacy": (
        Good("Paracetamol 500mg x20 cpr", "reduced", 590, 1290),
        Good("Nurofen Forte 400mg x24", "reduced", 2490, 3890),
        Good("Aspenter 75mg x28 cpr", "reduced", 890, 1690),
        Good("Vitamina C 1000 x20 efv", "reduced", 1790, 3490),
        Good("Magne B6 x60 drj", "reduced", 3290, 4990),
        Good("Strepsils miere x24", "reduced", 2290, 3190),
        Good("Apă termală 150ml", "standard", 3990, 5990),
        Good("Cremă mâini 75ml", "standard", 1490, 2990),
        Good("Plasturi hipoalergenici", "standard", 790, 1990),
        Good("Mască protecție FFP2", "standard", 150, 500),
    ),
    "hardware": (
        Good("Șurub autoforant 4.2x16", "standard", 15, 60),
        Good("Vopsea lavabilă albă 15L", "standard", 8990, 19990),
        Good("Adeziv gresie CM11 25kg", "standard", 2890, 4490, "SAC"),
        Good("Cablu MYYM 3x1,5", "standard", 390, 690, "M"),
        Good("Priză dublă Schuko", "standard", 1990, 4590),
        Good("Bec LED E27 10W", "standard", 690, 1890),
        Good("Bandă izolatoare", "standard", 390, 890),
        Good("Silicon sanitar 280ml", "standard", 1490, 2690),
        Good("Țeavă PPR 20mm", "standard", 590, 990, "M"),
        Good("Burghiu SDS 8x160", "standard", 1290, 2490),
        Good("Mănuși protecție", "standard", 590, 1590, "PER"),
        Good("Ciment 40kg", "standard", 2390, 3190, "SAC"),
    ),
    "parking": (
        Good("Taxă parcare", "standard", 500, 4500),
        Good("Parcare auto 2 ore", "standard", 600, 2000),
        Good("Abonament parcare zi", "standard", 2000, 6000),
    ),
    "taxi": (
        Good("Transport persoane", "standard", 299, 449, "KM"),
        Good("Cursă taxi", "standard", 1500, 9000),
    ),
    "hotel": (
        Good("Cazare cameră dublă", "reduced", 18000, 49000, "NOPT"),
        Good("Mic dejun", "reduced", 3500, 6500),
        Good("Taxă turistică", "none", 300, 900),
        Good("Parcare hotel", "standard", 2000, 5000),
    ),
    "shop": (
        Good("Carte Moromeții", "books", 2900, 5900),
        Good("Agendă A5 2025", "standard", 2490, 6990),
        Good("Toner HP 85A", "standard", 8990, 24990),
        Good("Hârtie copiator A4", "standard", 1990, 2990, "TOP"),
        Good("Pix cu gel albastru", "standard", 290, 990),
        Good("Dosar plastic șină", "standard", 90, 250),
        Good("Cartuș cerneală", "standard", 6990, 12990),
        Good("Cablu HDMI 2m", "standard", 1990, 5990),
        Good("Mouse wireless", "standard", 3990, 9990),
        Good("Ulei motor 5W30 4L", "standard", 12990, 21990),
        Good("Lichid parbriz -20C 5L", "standard", 1990, 3990),
        Good("Timbre poștale", "none", 200, 1200),
    ),
}

_ROOTS = (
    "Florea", "Carpat", "Nordic", "Alfa", "Mirodenia", "Transilvan", "Danubius", "Beta Com", "Agroland", "Unirea",
    "Panemar", "Comtur", "Electro Vest", "La Ionică", "Prestcom", "Moldova", "Crișul", "Oltenia", "Delta", "Stejarul",
    "Rapid", "Bucegi", "Victoria", "Euro Trading", "Diana", "Select", "Central", "Magnolia", "Omega", "Baraka",
    "Siret", "Meteora", "Hermes", "Izvorul", "Casa Bunicii", "Turist", "Autonova", "Farmacia Sfânta Ana", "Vitalis",
)  # fmt: skip
_BUSINESS: dict[Trade, tuple[str, ...]] = {
    "grocery": ("Market", "Discount", "Retail", "Food", "Supermarket", "Comerț", "Alimentar", "Distribution"),
    "fuel": ("Petrol", "Oil", "Downstream", "Marketing", "Energy", "Carburanți"),
    "restaurant": ("Catering", "HoReCa", "Gastro", "Bistro", "Restaurant", "Pizza"),
    "pharmacy": ("Farm", "Pharma", "Medical", "Farmacii"),
    "hardware": ("Construct", "Bricolaj", "Materiale", "Instal", "Depozit"),
    "parking": ("Parking", "Park Serv", "Administrare"),
    "taxi": ("Taxi", "Trans", "Cab"),
    "hotel": ("Hotel", "Turism", "Resort"),
    "shop": ("Com", "Impex", "Birotica", "IT", "Auto Parts", "Invest", "Group", "Prod Com"),
}
_FORMS = (
    "SC {} SRL", "{} SRL", "{} S.R.L.", "S.C. {} S.R.L.", "SC {} SA", "{} S.A.", "{} SRL", "{} SCS", "{} S.R.L.",
    "S.C. {} SRL-D", "{} COM SRL",
)  # fmt: skip
_STREETS = (
    "Str. Libertății nr. 12", "Calea București, nr. 113", "Bd. Unirii nr.58, bl. 4", "Str. Mihai Eminescu 22",
    "Șos. Giurgiului Nr. 109-115", "B-dul 1 Decembrie 1918 nr 27", "Str. Republicii nr. 7", "Calea Turzii 178",
    "Aleea Teilor 3, bl. A2, sc. B", "Str. Avram Iancu nr. 45 A", "DN 1 KM 14", "Șos. Nordului 24-26",
    "Str. Ștefan cel Mare nr.102", "P-ța Mărăști 5", "Bd. Timișoara nr. 26, corp C", "Str. Gării nr.1",
    "Com. Gilău, Str. Principală 700", "Intr. Binelui nr. 1A", "Str. Cpt. Av. Al. Șerbănescu 58A",
)  # fmt: skip
_TOWNS = (
    ("București", "Sector 2"), ("București", "Sector 6"), ("Cluj-Napoca", "Cluj"), ("Timișoara", "Timiș"),
    ("Iași", "Iași"), ("Brașov", "Brașov"), ("Constanța", "Constanța"), ("Ploiești", "Prahova"), ("Sibiu", "Sibiu"),
    ("Oradea", "Bihor"), ("Târgu Mureș", "Mureș"), ("Bacău", "Bacău"), ("Otopeni", "Ilfov"), ("Craiova", "Dolj"),
    ("Râmnicu Vâlcea", "Vâlcea"), ("Piatra Neamț", "Neamț"), ("Alba Iulia", "Alba"), ("Voluntari", "Ilfov"),
)  # fmt: skip

_CUI_WEIGHTS = (7, 5, 3, 2, 1, 7, 5, 3, 2)


def draw_cui(rng: Random) -> str:
    """A CUI of 6 to 8 digits with a right check digit (weights 7 5 3 2 1 7 5 3 2, times 10 modulo 11, 10 is 0)."""
    body = str(rng.randint(10_000, 4_999_999))
    total = sum(int(digit) * weight for digit, weight in zip(body.rjust(9, "0"), _CUI_WEIGHTS, strict=True))
    return body + str(total * 10 % 11 % 10)


def draw_shop(rng: Random, trade: Trade) -> Shop:
    root = rng.choice(_ROOTS)
    business = rng.choice(_BUSINESS[trade])
    name = rng.choice(_FORMS).format(f"{root} {business}")
    town, county = rng.choice(_TOWNS)
    return Shop(
        name=name,
        brand=rng.choice((None, None, root, f"{root} {business}", f"{business} nr. {rng.randint(1, 300)}")),
        cui=draw_cui(rng),
        vat_payer=rng.random() < 0.94,
        street=rng.choice(_STREETS),
        town=town,
        county=county,
        phone=f"0{rng.randint(21, 374)}{rng.randint(100000, 999999)}",
        register=f"J{rng.randint(1, 52)}/{rng.randint(10, 9999)}/{rng.randint(1991, 2024)}",
        trade=trade,
    )
