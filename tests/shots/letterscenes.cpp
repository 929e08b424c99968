#include "models/services/noticetemplate.h"
#include "tests/shots/scenes.h"
#include "tests/shots/studio.h"

#include <QDir>
#include <QFile>

using namespace Qt::StringLiterals;

namespace tocsin::shots {

namespace {

constexpr qint64 kIncident = 22; ///< declared, with customers in scope

/** What an author writes where the program knows nothing, in the language of the notice. */
QMap<QString, QString> written(const QString &language)
{
    if (language == u"de")
        return {{u"what_happened"_s, u"Zwischen dem 2. und dem 4. März wurden mit einem fremden Schlüssel Postfächer "
                                     "gelesen; der Schlüssel ist gesperrt."_s},
                {u"categories_and_numbers"_s, u"etwa 1.200 Beschäftigte, etwa 40.000 Nachrichten"_s},
                {u"likely_consequences"_s, u"Angreifer könnten sich als Ihre Beschäftigten ausgeben."_s},
                {u"measures"_s, u"Wir haben den Schlüssel gesperrt, alle Zugänge geprüft und größere Prüfungen "
                                "begonnen."_s},
                {u"what_the_customer_can_do"_s, u"Bitte erneuern Sie Kennwörter und prüfen Sie Weiterleitungen."_s},
                {u"what_you_can_do"_s, u"Ändern Sie Ihr Kennwort; öffnen Sie keine unerwarteten Anhänge."_s},
                {u"contact_point"_s, u"Datenschutz, Telefon +49 30 5550100."_s},
                {u"not_known_yet"_s, u"Ob Anhänge geöffnet wurden."_s},
                {u"provider"_s, u"Mast Cloud"_s}};
    if (language == u"fr")
        return {{u"what_happened"_s, u"Entre le 2 et le 4 mars, des boîtes aux lettres ont été lues avec une clé "
                                     "étrangère ; la clé est révoquée."_s},
                {u"categories_and_numbers"_s, u"environ 1\u202f200 salariés, environ 40\u202f000 messages"_s},
                {u"likely_consequences"_s, u"Des tiers pourraient se faire passer pour vos salariés."_s},
                {u"measures"_s, u"Nous avons révoqué la clé, vérifié tous les accès et engagé un contrôle à grande "
                                "échelle."_s},
                {u"what_the_customer_can_do"_s, u"Renouvelez les mots de passe et vérifiez les renvois."_s},
                {u"what_you_can_do"_s, u"Changez votre mot de passe ; n'ouvrez aucune pièce jointe inattendue."_s},
                {u"contact_point"_s, u"Protection des données, téléphone +33 1 55 50 01 00."_s},
                {u"not_known_yet"_s, u"Si des pièces jointes ont été ouvertes."_s},
                {u"provider"_s, u"Mast Cloud"_s}};
    return {{u"what_happened"_s, u"Between 2 and 4 March mailboxes were read with a stolen key; the key is revoked."_s},
            {u"categories_and_numbers"_s, u"about 1,200 employees, about 40,000 messages"_s},
            {u"likely_consequences"_s, u"Somebody might write in the name of your employees."_s},
            {u"measures"_s, u"We revoked the key, checked every access and began a wider review."_s},
            {u"what_the_customer_can_do"_s, u"Please renew passwords and look at forwarding rules."_s},
            {u"what_you_can_do"_s, u"Change your password; open no attachment that you do not expect."_s},
            {u"contact_point"_s, u"Data protection, telephone +44 20 5550 100."_s},
            {u"not_known_yet"_s, u"Whether attachments were opened."_s},
            {u"provider"_s, u"Mast Cloud"_s}};
}

/** Lists, a table, a link, other scripts, and more than one page. */
QString everything()
{
    QString text = u"\n\n## What was in it\n\n1. Names\n2. Addresses\n   - of work\n   - of home\n\n"
                   "| Mailbox | Messages | First seen |\n|---|---|---|\n| info | 1,204 | 2 March |\n"
                   "| Donaudampfschifffahrtsgesellschaftskapitänskajütenschlüsselverwaltung | 12 | 4 March |\n\n"
                   "See [our page](https://status.mast.example/2026/march) for what we know. 🔒 ✅ ⚠️\n\n"
                   "عزيزي العميل، قُرئت رسائل من صندوق البريد الخاص بكم بين 2 و4 مارس.\n\n"
                   "לקוח יקר, הודעות מתיבת הדואר שלכם נקראו בין 2 ל-4 במרץ.\n\n> Quoted: “we saw it first.”\n"_s;
    for (int n = 1; n <= 14; ++n)
        text +=
            u"\n**Step %1.** Each access of these days was looked at by two people, one of whom was not there "
            "when it happened, and what they found is kept. Where something was not clear, it was asked again.\n"_s.arg(
                n);
    return text;
}

PersonId somebodyOfLegal(Services &s, PersonId author)
{
    const auto people = s.people.all();
    for (const Person &p : people.value_or(QList<Person>()))
        if (p.id != author && p.active && (p.roles & Role::Legal))
            return p.id;
    return {};
}

/** Drafted from the template, reviewed, approved, and written into a folder, as a person does it. */
Result<int> sent(Services &s, IncidentId id, const Notice &begun, const QString &more, const QString &folder)
{
    auto draft = s.notices.templateFor(id, begun);
    if (!draft)
        return tl::unexpected(draft.error());
    draft->subject = filledIn(draft->subject, written(begun.language));
    draft->body = filledIn(draft->body, written(begun.language)) + more;
    for (const ContentItem &item : s.session.rules().requiredContent(begun.audience))
        draft->content.insert(item.code, ContentMark::Given);
    auto notice = s.notices.start(id, begun, *draft);
    if (!notice)
        return tl::unexpected(notice.error());
    if (begun.audience != Audience::Customers) {
        const bool authority = begun.audience == Audience::Authority;
        NamedAddressee whom;
        whom.kind = authority ? AddresseeKind::Authority : AddresseeKind::Person;
        whom.name = authority ? u"Landesbeauftragte für Datenschutz"_s : u"Zoë Müller-Lüdenscheidt"_s;
        whom.address = authority ? u"post@lfd.example"_s : u"zoe@people.example"_s;
        whom.country = u"DE"_s;
        whom.language = begun.language;
        whom.reason = u"Owed."_s;
        if (auto ok = s.audience.change(*notice, whom); !ok)
            return tl::unexpected(ok.error());
    }
    const Attestation legal{somebodyOfLegal(s, s.session.actor().id), s.session.nowMs(), u"by telephone"_s,
                            u"Approved as read out."_s};
    if (auto ok = s.notices.submit(*notice, 0).and_then([&] { return s.notices.approve(*notice, 0, legal); }); !ok)
        return tl::unexpected(ok.error());
    return s.notices.send(*notice, 0, folder);
}

/** The first message and letter of the folder, under a name of their own. */
void keep(const Studio &studio, const QString &folder, const QString &name)
{
    for (const QString &suffix : {u"eml"_s, u"pdf"_s}) {
        const QStringList files = QDir(folder).entryList({u"*."_s + suffix}, QDir::Files, QDir::Name);
        const QString to = studio.picturePath(name + u'.' + suffix);
        QFile::remove(to);
        if (files.isEmpty() || !QFile::copy(folder + u'/' + files.first(), to))
            stop(u"%1 cannot be written"_s.arg(to));
    }
}

} // namespace

void shootLetters(Studio &studio)
{
    studio.openDemo(studio.workPath(u"letters.tocsin"_s));
    studio.hold(kIncident);
    const IncidentId id = studio.incident(kIncident, u"notices"_s);
    QList<Notice> notices;
    for (const NoticeLanguage &language : noticeLanguages())
        for (const Audience audience : {Audience::Customers, Audience::Authority, Audience::DataSubjects}) {
            Notice begun;
            begun.audience = audience;
            begun.language = language.code;
            notices << begun;
        }
    for (const Notice &begun : std::as_const(notices)) {
        const QString name = u"letter-%1-%2"_s.arg(codeOf(begun.audience), begun.language);
        const QString folder = studio.workPath(name);
        (void)studio.ask<int>([=](Services &s) { return sent(s, id, begun, {}, folder); });
        keep(studio, folder, name);
    }
    const QString folder = studio.workPath(u"everything"_s);
    (void)studio.ask<int>([=](Services &s) { return sent(s, id, {}, everything(), folder); });
    keep(studio, folder, u"letter-everything"_s);
}

} // namespace tocsin::shots
