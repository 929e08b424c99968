#include "models/domain/noticewords.h"

#include <QDateTime>
#include <QLocale>
#include <QMap>
#include <QTimeZone>

namespace tocsin {

using namespace Qt::StringLiterals;

namespace {

/** Not translated with the program: these follow the notice. */
const QMap<QString, NoticeWords> &allWords()
{
    static const QMap<QString, NoticeWords> words = {
        {u"en"_s,
         {u"Date"_s, u"Reference"_s, u"Incident"_s, u"Subscription"_s, u"Page %1 of %2"_s,
          u"[picture, not shown: %1]"_s, u"EXERCISE: %1"_s, u"DRY RUN"_s, u"Record %1, entry %2, %3"_s,
          u"%1 (%2 people): %3 (%4 records)"_s, u"about %1"_s, u"not known"_s, u"Reasons for the delay:"_s,
          u"%1 ordered or allowed the delay (%2): %3"_s, u"Telling earlier was excepted from %1 to %2 (%3): %4"_s,
          u"risk to other customers"_s, u"unusual or extreme circumstances"_s, u"%1 and %2 more"_s}},
        {u"de"_s,
         {u"Datum"_s, u"Zeichen"_s, u"Vorfall"_s, u"Abonnement"_s, u"Seite %1 von %2"_s, u"[Bild, nicht gezeigt: %1]"_s,
          u"ÜBUNG: %1"_s, u"PROBELAUF"_s, u"Aufzeichnung %1, Eintrag %2, %3"_s,
          u"%1 (Personen: %2): %3 (Datensätze: %4)"_s, u"etwa %1"_s, u"nicht bekannt"_s,
          u"Gründe für die Verzögerung:"_s, u"%1 hat die Verzögerung angeordnet oder erlaubt (%2): %3"_s,
          u"Die Mitteilung war von %1 bis %2 zurückgestellt (%3): %4"_s, u"Gefahr für andere Kunden"_s,
          u"ungewöhnliche oder außerordentliche Umstände"_s, u"%1 und %2 weitere"_s}},
        {u"fr"_s,
         {u"Date"_s, u"Référence"_s, u"Incident"_s, u"Abonnement"_s, u"Page %1 sur %2"_s,
          u"[image non affichée\u00a0: %1]"_s, u"EXERCICE\u00a0: %1"_s, u"ESSAI"_s, u"Registre %1, entrée %2, %3"_s,
          u"%1 (personnes\u00a0: %2)\u00a0: %3 (enregistrements\u00a0: %4)"_s, u"environ %1"_s, u"non connu"_s,
          u"Motifs du retard\u00a0:"_s, u"%1 a ordonné ou autorisé le report (%2)\u00a0: %3"_s,
          u"La communication a été reportée du %1 au %2 (%3)\u00a0: %4"_s, u"risque pour d'autres clients"_s,
          u"circonstances inhabituelles ou extrêmes"_s, u"%1 et %2 de plus"_s}}};
    return words;
}

struct Item
{
    QString en, de, fr;
};

const QMap<QString, Item> &items()
{
    static const QMap<QString, Item> all = {
        {u"nature"_s, {u"what happened"_s, u"was geschehen ist"_s, u"ce qui s'est passé"_s}},
        {u"people"_s, {u"people affected"_s, u"betroffene Personen"_s, u"personnes concernées"_s}},
        {u"records"_s, {u"records affected"_s, u"betroffene Datensätze"_s, u"enregistrements concernés"_s}},
        {u"contact"_s, {u"contact point"_s, u"Anlaufstelle"_s, u"point de contact"_s}},
        {u"consequences"_s, {u"likely consequences"_s, u"wahrscheinliche Folgen"_s, u"conséquences probables"_s}},
        {u"measures"_s,
         {u"measures taken and proposed"_s, u"ergriffene und vorgeschlagene Maßnahmen"_s,
          u"mesures prises et proposées"_s}},
        {u"customer_actions"_s,
         {u"what the customer can do"_s, u"was der Kunde tun kann"_s, u"ce que le client peut faire"_s}},
        {u"own_duties"_s,
         {u"the customer's own duties"_s, u"eigene Pflichten des Kunden"_s, u"obligations propres du client"_s}},
        {u"customer_part"_s,
         {u"the customer's part in the cause"_s, u"Anteil des Kunden an der Ursache"_s,
          u"part du client dans la cause"_s}},
        {u"delay_reasons"_s, {u"reasons for the delay"_s, u"Gründe für die Verzögerung"_s, u"motifs du retard"_s}},
        {u"earlier_notice"_s, {u"earlier notices"_s, u"frühere Mitteilungen"_s, u"notifications antérieures"_s}},
        {u"self_protection"_s, {u"what you can do"_s, u"was Sie tun können"_s, u"ce que vous pouvez faire"_s}},
        {u"wording"_s, {u"what may be said"_s, u"was gesagt werden darf"_s, u"ce qui peut être dit"_s}},
        {u"customers"_s, {u"customers concerned"_s, u"betroffene Kunden"_s, u"clients concernés"_s}}};
    return all;
}

} // namespace

const NoticeWords &noticeWords(const QString &language)
{
    const auto found = allWords().constFind(language);
    return found == allWords().constEnd() ? *allWords().constFind(u"en"_s) : *found;
}

QString noticeInstant(qint64 ms, const QString &language)
{
    const QDateTime at = QDateTime::fromMSecsSinceEpoch(ms, QTimeZone::utc());
    const QString form = language == u"de"                           ? u"d. MMMM yyyy, HH:mm"_s
                         : language == u"fr" && at.date().day() == 1 ? u"d'er' MMMM yyyy, HH:mm"_s
                                                                     : u"d MMMM yyyy, HH:mm"_s;
    return QLocale(allWords().contains(language) ? language : u"en"_s).toString(at, form) + u" UTC"_s;
}

QString noticeCount(const RoughCount &count, const QString &language)
{
    const NoticeWords &words = noticeWords(language);
    const QString number = QLocale(allWords().contains(language) ? language : u"en"_s).toString(count.count);
    switch (count.known) {
    case CountKnown::NotKnown:
        return words.notKnown;
    case CountKnown::Approximate:
        return words.about.arg(number);
    case CountKnown::Exact:
        return number;
    }
    return {};
}

QString noticeItem(const QString &code, const QString &language)
{
    const auto item = items().constFind(code);
    if (item == items().constEnd())
        return {};
    return language == u"de" ? item->de : language == u"fr" ? item->fr : item->en;
}

} // namespace tocsin
