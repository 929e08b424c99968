#include "models/services/templateservice.h"

#include "models/domain/breachdecision.h"
#include "models/domain/mailaddress.h"
#include "models/domain/noticewords.h"
#include "models/domain/peoplerisk.h"
#include "models/services/attestationcheck.h"
#include "models/services/noticesending.h"
#include "models/services/noticetemplate.h"
#include "models/services/riskservice.h"
#include "models/services/session.h"
#include "models/storage/audiencerepository.h"
#include "models/storage/database.h"
#include "models/storage/incidentrepository.h"
#include "models/storage/noticerepository.h"
#include "models/storage/templaterepository.h"

#include <QCoreApplication>
#include <algorithm>

namespace tocsin {

using namespace Qt::StringLiterals;

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("tocsin::services", text);
}

bool same(const NoticeTemplate &a, Audience audience, NoticePhase phase, const QString &language)
{
    return a.audience == audience && a.phase == phase && a.language == language;
}

/** "customers' staff, about 1,200: names, addresses; ..." of what is affected. */
QString categories(const QList<DataSet> &sets, const QString &language)
{
    QStringList parts;
    for (const DataSet &set : sets)
        if (set.content.affected)
            parts << noticeWords(language).dataSet.arg(
                set.content.people, noticeCount(set.content.peopleCount, language), set.content.kinds,
                noticeCount(set.content.recordCount, language));
    return parts.join(u"; "_s);
}

} // namespace

QStringList templatePlaceholders(Audience audience)
{
    QStringList names = {u"reference"_s,
                         u"title"_s,
                         u"detected"_s,
                         u"declared"_s,
                         u"sender"_s,
                         u"sender_email"_s,
                         u"provider"_s,
                         u"officer"_s,
                         u"what_happened"_s,
                         u"categories_and_numbers"_s,
                         u"contact_point"_s,
                         u"likely_consequences"_s,
                         u"measures"_s,
                         u"not_known_yet"_s,
                         u"new_since"_s,
                         u"final_result"_s,
                         u"correction"_s,
                         u"earlier_notice"_s,
                         u"answers"_s,
                         u"what_you_can_do"_s,
                         u"what_the_customer_can_do"_s};
    if (audience == Audience::Customers)
        names << recipientPlaceholders();
    return names;
}

Result<void> checkTemplate(const NoticeTemplate &t)
{
    if (t.subject.trimmed().isEmpty() || t.subject.contains(u'\n') || t.subject.size() > 200)
        return failure(ErrorKind::Invalid, tr("The subject is one line of 200 characters at most."), {}, u"subject"_s);
    if (const QString wrong = wrongInLine(t.subject); !wrong.isEmpty())
        return failure(ErrorKind::Invalid, wrong, {}, u"subject"_s);
    if (t.body.trimmed().isEmpty() || t.body.size() > 200000)
        return failure(ErrorKind::Invalid, tr("The text has 200,000 characters at most, and at least one."), {},
                       u"body"_s);
    const bool known = std::any_of(noticeLanguages().begin(), noticeLanguages().end(),
                                   [&](const NoticeLanguage &l) { return l.code == t.language; });
    if (!known)
        return failure(ErrorKind::Invalid, tr("There is no such language."), {}, u"language"_s);
    const QStringList names = templatePlaceholders(t.audience);
    QStringList wrong;
    for (const QString &name : placeholdersIn(t.subject + u'\n' + t.body))
        if (!names.contains(name))
            wrong << u"{{"_s + name + u"}}"_s;
    if (!wrong.isEmpty())
        return failure(ErrorKind::Invalid, tr("Nothing fills these placeholders: %1").arg(wrong.join(tr(", "))), {},
                       u"body"_s);
    if (hasOtherTags(t.subject + u'\n' + t.body))
        return failure(ErrorKind::Invalid,
                       tr("A placeholder is a plain name, as {{customer}}: there are no loops, conditions, comments or "
                          "texts within texts."),
                       {}, u"body"_s);
    return {};
}

Result<QList<NoticeTemplate>> TemplateService::all()
{
    auto own = TemplateRepository(m_session.database()).all();
    if (!own)
        return own;
    QList<NoticeTemplate> list;
    for (const auto &audience : enumTable<Audience>())
        for (const auto &phase : enumTable<NoticePhase>())
            for (const NoticeLanguage &language : noticeLanguages()) {
                const auto mine = std::find_if(own->begin(), own->end(), [&](const NoticeTemplate &t) {
                    return same(t, audience.value, phase.value, language.code);
                });
                if (mine != own->end()) {
                    list.append(*mine);
                    continue;
                }
                auto given = builtInTemplate(audience.value, phase.value, language.code);
                if (!given)
                    return tl::unexpected(given.error());
                list.append(*given);
            }
    return list;
}

Result<NoticeTemplate> TemplateService::inForce(Audience audience, NoticePhase phase, const QString &language)
{
    auto own = TemplateRepository(m_session.database()).all();
    if (!own)
        return tl::unexpected(own.error());
    for (NoticeTemplate t : std::as_const(*own))
        if (same(t, audience, phase, language) && t.approved > 0) {
            t.subject = t.approvedSubject;
            t.body = t.approvedBody;
            return t;
        }
    return builtInTemplate(audience, phase, language);
}

Result<QList<TemplateVersion>> TemplateService::versions(const NoticeTemplate &t)
{
    auto given = builtInTemplate(t.audience, t.phase, t.language);
    if (!given)
        return tl::unexpected(given.error());
    QList<TemplateVersion> list{{0, given->subject, given->body, {}, {}, 0, {}, t.approved == 0}};
    if (t.id == 0)
        return list;
    auto own = TemplateRepository(m_session.database()).versions(t);
    if (!own)
        return own;
    return list + *own;
}

Result<void> TemplateService::save(const NoticeTemplate &t, const QString &reason)
{
    if (auto ok = checkTemplate(t); !ok)
        return ok;
    if (reason.trimmed().isEmpty())
        return failure(ErrorKind::Invalid, tr("Say what changes and why."), {}, u"reason"_s);
    return m_session.act(Right::KeepTemplates, [&]() -> Result<void> {
        auto own = TemplateRepository(m_session.database()).all();
        if (!own)
            return tl::unexpected(own.error());
        for (const NoticeTemplate &there : std::as_const(*own))
            if (same(there, t.audience, t.phase, t.language) && (there.id != t.id || there.version != t.version))
                return failure(ErrorKind::Conflict,
                               tr("Somebody else changed this template meanwhile. Look at it again."));
        return TemplateRepository(m_session.database()).insert(t, reason);
    });
}

Result<void> TemplateService::approve(const NoticeTemplate &seen, const Attestation &legal)
{
    if (seen.id == 0 || seen.isApproved())
        return failure(ErrorKind::Refused, tr("There is no version that waits for legal."));
    const bool attested = legal.by.isValid();
    return m_session.act(attested ? Right::KeepTemplates : Right::ApproveNotice, [&]() -> Result<void> {
        if (auto ok = checkIfAttested(m_session, legal, Right::ApproveNotice); !ok)
            return ok;
        if (seen.author == (attested ? legal.by : m_session.actor().id))
            return failure(ErrorKind::Refused, tr("The author of a version cannot approve it."));
        return TemplateRepository(m_session.database()).insertApproval(seen, legal);
    });
}

Result<Provider> TemplateService::provider()
{
    return TemplateRepository(m_session.database()).provider();
}

Result<void> TemplateService::saveProvider(const Provider &p)
{
    if (p.name.trimmed().isEmpty() || p.name.contains(u'\n') || p.name.size() > 200)
        return failure(ErrorKind::Invalid, tr("Give the provider a name, on one line."), {}, u"name"_s);
    return m_session.act(Right::KeepTemplates, [&] { return TemplateRepository(m_session.database()).insert(p); });
}

Result<QMap<QString, QString>> TemplateService::known(const Incident &i, const Notice &begun)
{
    const Person &sender = m_session.actor();
    QMap<QString, QString> values = {{u"reference"_s, i.reference()},
                                     {u"title"_s, i.title},
                                     {u"detected"_s, noticeInstant(i.detectedMs, begun.language)},
                                     {u"sender"_s, sender.name}};
    const auto put = [&values](const QString &name, const QString &value) {
        if (!value.trimmed().isEmpty())
            values.insert(name, value.trimmed());
    };
    put(u"sender_email"_s, sender.email);
    if (i.isDeclared())
        put(u"declared"_s, noticeInstant(i.declaredMs, begun.language));
    auto provider = this->provider();
    auto sets = RiskService(m_session).dataSets(i.id);
    auto decisions = RiskService(m_session).decisions(i.id);
    auto matters = AudienceRepository(m_session.database()).matters(i.id);
    if (!provider || !sets)
        return tl::unexpected(provider ? sets.error() : provider.error());
    if (!decisions || !matters)
        return tl::unexpected(decisions ? matters.error() : decisions.error());
    put(u"provider"_s, provider->name);
    put(u"officer"_s, provider->officer);
    put(u"contact_point"_s, provider->contactPoint);
    QStringList open;
    for (const Matter &m : std::as_const(*matters)) {
        if (m.kind == MatterKind::FollowUp && isOpen(m))
            open << (noticeItem(m.item, begun.language).isEmpty() ? m.words : noticeItem(m.item, begun.language));
        if (m.kind == MatterKind::Receipt && begun.audience == Audience::Authority)
            put(u"earlier_notice"_s, m.reference);
    }
    open.removeDuplicates();
    QString list = open.join(u"; "_s);
    if (!list.isEmpty())
        list[0] = list.at(0).toUpper();
    put(u"not_known_yet"_s, list.isEmpty() ? list : list + u'.');
    // Who is affected elsewhere is nobody's business: numbers of all customers go to the authority alone (P9.3).
    if (begun.audience == Audience::Authority)
        put(u"categories_and_numbers"_s, categories(*sets, begun.language));
    if (begun.audience != Audience::Customers && !decisions->isEmpty()) {
        put(u"what_happened"_s, decisions->first().content.facts);
        put(u"likely_consequences"_s, decisions->first().content.effects);
        put(u"measures"_s, decisions->first().content.measures);
    }
    return values;
}

Result<NoticeDraft> TemplateService::drafted(IncidentId incident, const Notice &begun)
{
    auto i = IncidentRepository(m_session.database()).byId(incident);
    auto text = inForce(begun.audience, begun.phase, begun.language);
    if (!i || !text)
        return tl::unexpected(i ? text.error() : i.error());
    auto values = known(*i, begun);
    if (!values)
        return tl::unexpected(values.error());
    NoticeDraft draft{filledIn(text->subject, *values), filledIn(text->body, *values), {}};
    if (!begun.follows.isValid())
        return draft;
    // What was given before is given still; what was not known then is open again (P9.5).
    NoticeRepository notices(m_session.database());
    auto before = notices.byId(begun.follows);
    if (!before)
        return tl::unexpected(before.error());
    auto said = notices.text(before->text);
    if (!said)
        return tl::unexpected(said.error());
    for (auto it = said->draft.content.begin(); it != said->draft.content.end(); ++it)
        draft.content.insert(it.key(), it.value() == ContentMark::Given ? ContentMark::Given : ContentMark::Missing);
    draft.form = said->draft.form;
    return draft;
}

} // namespace tocsin
