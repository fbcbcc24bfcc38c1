# SPDX-License-Identifier: EUPL-1.2
"""The four spearheads of the strategy with their descriptions."""

from typing import Any

from django.db import migrations

# slug, name and description by language, in the strategy's order
SPEARHEADS: tuple[tuple[str, dict[str, str], dict[str, str]], ...] = (
    (
        "urban-cleantech",
        {
            "fi": "Kaupunkien cleantech",
            "sv": "Urban cleantech",
            "en": "Urban cleantech",
        },
        {
            "fi": "Energiaa ja luonnonvaroja käytetään säästeliäästi, materiaalit kiertävät ja uusiutuvat raaka-aineet korvaavat uusiutumattomia. Tavoitteena on, että seutu on paras paikka kokeilla älykkäitä ja puhtaita ratkaisuja, myös niitä, jotka tulevat vastaan kuluttajan arjessa. Työtä vie eteenpäin säätiö yhdessä kuntien, yritysten, tutkimuslaitosten ja yliopistojen kanssa. Rahoitus tulee säätiöltä, Central Baltic Interreg -ohjelmasta ja EU:n rakennerahastoista.",
            "sv": "Energi och naturresurser används sparsamt, material cirkulerar och förnybara råvaror ersätter dem som inte är förnybara. Målet är att regionen ska vara den bästa platsen att testa smarta och rena lösningar, också sådana som konsumenten möter i vardagen. Arbetet drivs av en stiftelse tillsammans med kommuner, företag, forskningsinstitut och universitet. Finansieringen kommer från stiftelsen, programmet Central Baltic Interreg och EU:s strukturfonder.",
            "en": "Energy and natural resources are used sparingly, materials circulate and renewable raw materials replace the rest. The aim is for the region to be the best place to test intelligent and clean solutions, including those that consumers meet in everyday life. A foundation carries the work forward together with municipalities, enterprises, research institutes and universities. Funding comes from the foundation, Central Baltic Interreg and the EU structural funds.",
        },
    ),
    (
        "health-and-wellness",
        {
            "fi": "Terveys ja hyvinvointi",
            "sv": "Hälsa och välbefinnande",
            "en": "Health and wellness",
        },
        {
            "fi": "Kehitetään terveydenhuollon ratkaisuja, toimintatapoja, teknologiaa ja palveluja sekä keinoja, joilla ihminen voi pitää huolta itsestään. Painopisteitä ovat sairauksien ehkäisy, digitaaliset terveyspalvelut ja ikääntyneiden palvelut. Seutu on mukana eurooppalaisessa aktiivisen ja terveen ikääntymisen innovaatiokumppanuudessa. Työtä rahoitetaan kansallisella ja EU:n rahoituksella.",
            "sv": "Här utvecklas lösningar, arbetssätt, teknik och tjänster för hälso- och sjukvården samt sätt att ta hand om sig själv. Tyngdpunkterna är förebyggande vård, digitala hälsotjänster och tjänster för äldre. Regionen deltar i det europeiska innovationspartnerskapet för ett aktivt och hälsosamt åldrande. Arbetet finansieras med nationella medel och EU-medel.",
            "en": "The theme covers solutions, processes, technologies and services for healthcare, and ways of taking care of oneself. Its focus is on preventive healthcare, digital health and services for older people. The region takes part in the European Innovation Partnership on Active and Healthy Ageing. The work is paid for with national and EU funding.",
        },
    ),
    (
        "digitalising-industry",
        {
            "fi": "Digitalisoituva teollisuus",
            "sv": "Industri som digitaliseras",
            "en": "Digitalising industry",
        },
        {
            "fi": "Logistiikka, robotiikka ja esineiden internet uudistavat tapaa, jolla tavarat valmistetaan ja kuljetetaan. Mukana ovat ennen kaikkea pienet ja keskisuuret yritykset, joiden on vaikea kokeilla uutta tekniikkaa yksin. Rahoitus tulee Euroopan aluekehitysrahastosta ja kansallisesta AIKO-rahoituksesta.",
            "sv": "Logistik, robotik och sakernas internet förnyar sättet att tillverka och transportera varor. Med är framför allt små och medelstora företag, som har svårt att prova ny teknik på egen hand. Finansieringen kommer från Europeiska regionala utvecklingsfonden och den nationella AIKO-finansieringen.",
            "en": "Logistics, robotics and the Internet of things are renewing the way goods are made and moved. Above all it is for small and mid-sized companies, which find it hard to try out new technology alone. Funding comes from the European Regional Development Fund and the national AIKO funding.",
        },
    ),
    (
        "citizen-city",
        {
            "fi": "Kansalaisten kaupunki",
            "sv": "Medborgarnas stad",
            "en": "Citizen city",
        },
        {
            "fi": "Kaupunkia kehitetään avoimesti yhdessä asukkaiden kanssa, jotta kaikki voivat hyvin, saavat äänensä kuuluviin ja osaavat käyttää palveluja. Ratkaisut syntyvät käyttäjien tarpeista ja niitä kokeillaan siellä, missä arki eletään. Uusia digitaalisia toimintatapoja tekevät kunnat, muut julkiset toimijat, yritykset ja yhä useammin asukkaat itse. Yksi rahoituksen välineistä on kuuden suurimman kaupungin yhteinen 6Aika-strategia.",
            "sv": "Staden utvecklas öppet tillsammans med invånarna så att alla ska må bra, bli hörda och ha lätt att använda tjänsterna. Lösningarna utgår från användarnas behov och prövas där vardagen levs. Nya digitala arbetssätt skapas av kommuner, andra offentliga aktörer, företag och allt oftare av invånarna själva. Ett av finansieringsinstrumenten är 6Aika, de sex största städernas gemensamma strategi.",
            "en": "The city is developed openly together with its residents, so that everyone is well, is heard and finds services easy to use. Solutions start from what users need and are tried out where everyday life is lived. New digital methods are made by municipalities, other public bodies, companies and, increasingly, by citizens themselves. One of the funding instruments is Six Cities, the joint strategy of the six largest cities.",
        },
    ),
)


def add_spearheads(apps: Any, _editor: Any) -> None:
    """Add them all."""
    model = apps.get_model("programme", "Spearhead")
    model.objects.bulk_create(
        model(slug=slug, position=position, name=name, description=description)
        for position, (slug, name, description) in enumerate(SPEARHEADS, start=1)
    )


def remove_spearheads(apps: Any, _editor: Any) -> None:
    """Remove them all."""
    apps.get_model("programme", "Spearhead").objects.all().delete()


class Migration(migrations.Migration):
    """Reference data: the spearheads."""

    dependencies = [("programme", "0001_start")]
    operations = [migrations.RunPython(add_spearheads, remove_spearheads)]
