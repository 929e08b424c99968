#include "ui/notices/newnoticepanel.h"

#include "models/domain/audience.h"
#include "ui/common/choicegroup.h"
#include "ui/common/formrow.h"
#include "ui/incident/formdraft.h"
#include "ui/notices/noticetext.h"

#include <QCheckBox>

using namespace Qt::StringLiterals;

namespace tocsin {

NewNoticePanel::NewNoticePanel(const UiContext &ui, const IncidentDetails &details, QWidget *parent)
    : ActPanel(ui, u"act/new-notice"_s, details, parent)
    , m_audience(new ChoiceGroup(tr("For whom")))
    , m_phase(new ChoiceGroup(tr("Which phase")))
    , m_language(new ChoiceGroup(tr("In which language")))
    , m_forLanguage(new QCheckBox(tr("Only to customers who are written to in this language")))
{
    setTexts(tr("New notice"),
             tr("Starts a text from the template of its audience, filled with what this incident knows. Nothing leaves "
                "before legal has approved it and the incident manager sends it."),
             tr("Everybody who can read the incident sees the draft."));
    setPrimary(tr("Begin the draft"));
    m_audience->setObjectName(u"noticeAudience"_s);
    for (const auto &e : enumTable<Audience>())
        m_audience->addChoice(codeOf(e.value), nameOf(e.value), audienceHelp(e.value));
    m_audience->setValue(codeOf(Audience::Customers));
    m_phase->setObjectName(u"noticePhase"_s);
    for (const auto &e : enumTable<NoticePhase>())
        m_phase->addChoice(codeOf(e.value), nameOf(e.value), phaseHelp(e.value));
    m_phase->setValue(codeOf(NoticePhase::First));
    addRow(tr("For &whom"), m_audience, u"audience"_s);
    addRow(tr("&Phase"), m_phase, u"phase"_s);
    m_language->setObjectName(u"noticeLanguage"_s);
    for (const NoticeLanguage &l : noticeLanguages())
        m_language->addChoice(l.code, l.name, {});
    m_language->setValue(u"en"_s);
    addRow(tr("&Language"), m_language, u"language"_s);
    m_forLanguage->setObjectName(u"noticeForLanguage"_s);
    m_forLanguage->setAccessibleName(m_forLanguage->text());
    addRow({}, m_forLanguage, {});
    const auto follow = [this] {
        m_forLanguage->setEnabled(m_audience->value().toString() == codeOf(Audience::Customers));
    };
    connect(m_audience, &ChoiceGroup::valueChanged, this, follow);
    follow();
    finish();
}

void NewNoticePanel::begin(const Notice &begun)
{
    m_audience->setValue(codeOf(begun.audience));
    m_phase->setValue(codeOf(begun.phase));
    m_language->setValue(begun.language);
    m_forLanguage->setChecked(begun.forLanguage);
}

QString NewNoticePanel::whyDisabled() const
{
    return whyNoRight(Right::DraftNotice, incident(), context());
}

void NewNoticePanel::submit()
{
    const auto audience = fromCode<Audience>(m_audience->value().toString()).value_or(Audience::Customers);
    const auto phase = fromCode<NoticePhase>(m_phase->value().toString()).value_or(NoticePhase::First);
    Notice begun;
    begun.audience = audience;
    begun.phase = phase;
    begun.language = m_language->value().toString();
    begun.forLanguage = m_forLanguage->isEnabled() && m_forLanguage->isChecked();
    run(
        [id = incident().id, begun, out = m_started](Services &s) -> Result<void> {
            auto there = s.notices.list(id);
            if (!there)
                return tl::unexpected(there.error());
            Notice fresh = begun;
            for (const Notice &n : std::as_const(*there)) // what it goes on from is the last one to the same people
                if (fresh.phase != NoticePhase::First && n.audience == fresh.audience && n.language == fresh.language &&
                    n.forLanguage == fresh.forLanguage)
                    fresh.follows = n.id;
            auto started = s.notices.start(id, fresh, {});
            if (!started)
                return tl::unexpected(started.error());
            *out = *started;
            return {};
        },
        tr("Draft begun: %1, %2").arg(nameOf(audience), nameOf(phase)));
}

} // namespace tocsin
