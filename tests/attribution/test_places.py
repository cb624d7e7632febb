"""Where a name without a place belongs: the item, its dateline, the outlet, or nowhere."""

from collections.abc import Callable

Keys = Callable[..., set[str]]


def test_the_bare_governor_is_the_governor_of_the_dateline(agencies: Keys) -> None:
    body = "به گزارش خبرنگار ایسنا از گرگان، استاندار در این نشست گفت: سد پر شد."

    assert agencies(body) == {"governor-office@گلستان"}


def test_the_bare_governor_is_the_governor_of_the_named_province(agencies: Keys) -> None:
    body = "مردم استان زنجان چشم‌به‌راه باران‌اند.\nاستاندار گفت: آب هست."

    assert agencies(body) == {"governor-office@زنجان"}


def test_without_any_place_the_governor_stays_open(agencies: Keys) -> None:
    assert agencies("استاندار گفت: آب هست.") == set()


def test_tehran_as_a_place_of_speech_proves_nothing(agencies: Keys) -> None:
    assert agencies("وزیر نیرو در تهران گفت: استاندار باید پاسخ دهد.") == set()


def test_the_home_province_of_the_outlet_counts(agencies: Keys) -> None:
    found = agencies("استاندار گفت: آب هست.", home_province="همدان")

    assert found == {"governor-office@همدان"}


def test_a_national_body_never_takes_the_place_of_the_item(agencies: Keys) -> None:
    body = "استاندار همدان گفت: طرح آماده است.\nسازمان بهزیستی کشور و وزارت نیرو هم آمدند."

    assert agencies(body) == {"governor-office@همدان"}


def test_bare_police_is_local_where_a_local_official_speaks(agencies: Keys) -> None:
    body = "رئیس کل دادگستری استان فارس گفت: سارقان با هوشیاری پلیس در استان فارس دستگیر شدند."

    assert agencies(body) == {"justice@فارس", "police@فارس"}


def test_bare_police_in_a_national_story_stays_open(agencies: Keys) -> None:
    body = "نماینده مردم شیراز در مجلس شورای اسلامی گفت: پلیس باید در استان فارس جدی باشد."

    assert "police@فارس" not in agencies(body)


def test_a_bare_town_hall_belongs_to_the_town_of_its_neighbour(agencies: Keys) -> None:
    body = "فرماندار ملایر گفت: کار آغاز شد.\nشهرداری نیز همکاری می‌کند."

    assert agencies(body) == {"county-governor@همدان/ملایر", "municipality@همدان/ملایر"}


def test_this_province_is_the_one_named_last(agencies: Keys) -> None:
    body = "مدیران استان‌های یزد و قم آمدند. در سفر به استان مرکزی، مدیرکل گاز این استان گزارش داد."

    assert "gas@مرکزی" in agencies(body)


def test_a_homonym_is_settled_by_the_place_behind_it(agencies: Keys) -> None:
    assert agencies("فرماندار سردشت آذربایجان غربی گفت: برف بارید.") == {
        "county-governor@آذربایجان غربی/سردشت"
    }


def test_in_a_digest_one_line_says_nothing_about_the_next(agencies: Keys) -> None:
    body = "#چند_خبر_کوتاه\n🔹 استاندار ایلام: مرز باز است.\n🔹 شهردار هم آمد."

    assert agencies(body) == {"governor-office@ایلام"}


def test_votes_and_refusals_are_there_to_be_explained(attribute: Callable[..., object]) -> None:
    found = attribute("استاندار سمنان و شهردار لندن")

    assert ("سمنان", "named-province") in {(v[0], v[2]) for v in found.province_votes}  # type: ignore[attr-defined]
    assert [r.rule for r in found.refusals] == ["foreign"]  # type: ignore[attr-defined]


def test_a_branch_of_a_special_court_is_an_agency_whose_place_is_not_known(agencies: Keys) -> None:
    body = "چهارمین جلسه در شعبه دوم دادگاه ویژه رسیدگی به مفاسد اقتصادی برگزار شد و نماینده دادستان سخن گفت."

    assert agencies(body) == {"justice@?"}


def test_a_numbered_district_without_a_city_is_the_capitals(agencies: Keys) -> None:
    assert agencies("شهرداری منطقه ۱۴ پیاده‌راه تازه‌ای ساخت.") == {"municipality@تهران/تهران"}


def test_a_numbered_district_of_a_named_city_is_that_citys(agencies: Keys) -> None:
    assert agencies("شهرداری منطقه ۳ شیراز پیاده‌راه تازه‌ای ساخت.") == {"municipality@فارس/شیراز"}


def test_a_province_right_behind_its_county_is_no_city_beside_it(agencies: Keys) -> None:
    body = "آتش‌سوزی در بازار نطنز اصفهان مهار شد و فرمانداری از کسبه دلجویی کرد."

    assert agencies(body) == {"county-governor@اصفهان/نطنز"}


def test_a_place_deep_in_a_text_of_one_line_does_not_say_where_it_happens(agencies: Keys) -> None:
    text_of_a_bill = "نامزدها اسناد خود را در مهلت قانونی به هیئت می‌سپارند و رسید می‌گیرند. " * 20
    body = f"{text_of_a_bill} چاپخانه‌ای در نطنز برگه‌ها را چاپ می‌کند. بخشدار صندوق را به فرماندار می‌دهد."

    assert agencies(body) == set()


def test_this_city_is_the_one_the_item_names(agencies: Keys) -> None:
    body = "آب شهر میبد بهتر شد. رئیس شورای این شهر از کارکنان آبفا سپاسگزاری کرد."

    assert "city-council@یزد/میبد" in agencies(body)


def test_several_directors_belong_to_every_province_that_is_listed(agencies: Keys) -> None:
    body = "مدیران کل زندان‌های استان یزد و استان کرمان گزارش دادند."

    assert agencies(body) == {"prisons@یزد", "prisons@کرمان"}


def test_the_general_office_of_a_ministry_is_the_provinces(agencies: Keys) -> None:
    body = "مردم استان گیلان دل‌نگران تیم‌اند. اداره کل وزارت ورزش و جوانان با مالک گفت‌وگو کرد."

    assert agencies(body) == {"sports-youth@گیلان"}


def test_who_works_at_the_scene_belongs_to_the_office_that_the_item_names(agencies: Keys) -> None:
    body = "رئیس اداره حفاظت محیط زیست شهرستان میبد گفت: محیط‌بانان دو آهو را رها کردند."

    assert agencies(body) == {"environment@یزد/میبد"}
