"""A made-up office: what it watches, and the scheme it scores by."""

from datetime import timedelta

from core.agencies import Agency, AgencyKey, Head
from core.calendar import JalaliMonth
from core.methodology import Profile
from core.outlets import Outlet, OutletKind, Source, Tier
from core.schemes import Band, Indicator, MeasureUse, Normalisation, Scheme

MONTH = JalaliMonth(1404, 7)
PROVINCE = "سمنان"
DAYS = MONTH.days
AS_OF = MONTH.end + timedelta(hours=2)


GROUPS = {"services": "خدمات همگانی", "economy": "اقتصاد و تولید", "social": "اجتماعی و فرهنگی"}


AGENCIES = (
    ("education", "اداره کل آموزش و پرورش استان سمنان", "services", "education-site"),
    ("medical-university", "دانشگاه علوم پزشکی سمنان", "services", "health-site"),
    ("water-wastewater", "شرکت آب و فاضلاب استان سمنان", "services", "water-site"),
    ("road-maintenance", "اداره کل راهداری و حمل‌ونقل جاده‌ای سمنان", "services", None),
    ("agriculture", "سازمان جهاد کشاورزی استان سمنان", "economy", "agri-site"),
    ("tax", "اداره کل امور مالیاتی استان سمنان", "economy", None),
    ("industry-mine-trade", "سازمان صنعت، معدن و تجارت استان سمنان", "economy", "industry-site"),
    ("civil-registration", "اداره کل ثبت احوال استان سمنان", "social", "registry-site"),
    ("welfare", "اداره کل بهزیستی استان سمنان", "social", "welfare-site"),
    ("sports-youth", "اداره کل ورزش و جوانان استان سمنان", "social", "sports-site"),
    ("libraries", "اداره کل کتابخانه‌های عمومی سمنان", "social", None),
    ("governor-office", "استانداری سمنان", "social", None),
)


OUTLETS = (
    ("kavir-news", "خبرگزاری کویر", Tier.A),
    ("qoumes", "روزنامهٔ قومس امروز", Tier.B),
    ("damghan-press", "پایگاه خبری چشمه‌علی", Tier.C),
    ("shahr-line", "خط شهر", Tier.C),
    ("alborz-south", "البرز جنوبی", Tier.D),
    ("kavir-channel", "کانال کویرنشین", Tier.E),
)


def agency_key(type_slug: str) -> AgencyKey:
    return AgencyKey(type_slug, PROVINCE)


def profile() -> Profile:
    agencies = tuple(
        Agency(
            key=agency_key(type_slug),
            name=name,
            group=group,
            track="agency",
            own_outlet=site,
            scored=type_slug != "governor-office",
            heads=(Head(name="مهران کویری", role="مدیرکل"),) if type_slug == "education" else (),
        )
        for type_slug, name, group, site in AGENCIES
    )
    return Profile(
        id="sample",
        name="استانداری سمنان (نمونه)",
        province=PROVINCE,
        sample=True,
        groups=GROUPS,
        tracks={"agency": "دستگاه‌های اجرایی"},
        agencies=agencies,
        scheme="media-activity",
        watched_outlets=tuple(outlet_id for outlet_id, _, _ in OUTLETS),
    )


def scheme() -> Scheme:
    def indicator(measure: str, name: str, weight: float) -> Indicator:
        use = MeasureUse(measure=measure, normalisation=Normalisation.TARGET_RATIO, target=10)
        return Indicator(id=measure, name=name, domain="media", weight=weight, measures=(use,))

    return Scheme(
        id="media-activity",
        version="1",
        name="فعالیت رسانه‌ای",
        domains=(("media", "فعالیت رسانه‌ای"),),
        indicators=(
            indicator("press_stories", "بازتاب در رسانه‌ها", 50),
            indicator("own_site_staleness_days", "تازگی سایت", 30),
            indicator("service_reflection_share", "بازتاب خدمت", 20),
        ),
        bands=(
            Band(name="بسیار ضعیف", from_score=0),
            Band(name="ضعیف", from_score=30),
            Band(name="متوسط", from_score=50),
            Band(name="خوب", from_score=70),
            Band(name="بسیار خوب", from_score=85),
        ),
    )


def outlets() -> dict[str, Outlet]:
    def outlet(outlet_id: str, name: str, tier: Tier, kind: OutletKind) -> Outlet:
        source = Source(
            id=f"{outlet_id}-feed", outlet=outlet_id, kind="feed", address="https://kavir.example/rss"
        )
        return Outlet(id=outlet_id, name=name, kind=kind, tier=tier, owner="بخش خصوصی", sources=(source,))

    press = [outlet(outlet_id, name, tier, OutletKind.NEWS) for outlet_id, name, tier in OUTLETS]
    sites = [
        outlet(site, f"سایت {name}", Tier.UNLICENSED, OutletKind.AGENCY_SITE)
        for _, name, _, site in AGENCIES
        if site
    ]
    return {o.id: o for o in press + sites}
