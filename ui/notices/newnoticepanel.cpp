#include "ui/notices/newnoticepanel.h"

#include "ui/common/choicegroup.h"
#include "ui/common/formrow.h"
#include "ui/incident/formdraft.h"
#include "ui/notices/noticetext.h"

using namespace Qt::StringLiterals;

namespace tocsin {

NewNoticePanel::NewNoticePanel(const UiContext &ui, const IncidentDetails &details, QWidget *parent)
    : ActPanel(ui, u"act/new-notice"_s, details, parent)
    , m_audience(new ChoiceGroup(tr("For whom")))
    , m_phase(new ChoiceGroup(tr("Which phase")))
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
    finish();
}

QString NewNoticePanel::whyDisabled() const
{
    return whyNoRight(Right::DraftNotice, incident(), context());
}

void NewNoticePanel::submit()
{
    const auto audience = fromCode<Audience>(m_audience->value().toString()).value_or(Audience::Customers);
    const auto phase = fromCode<NoticePhase>(m_phase->value().toString()).value_or(NoticePhase::First);
    run(
        [id = incident().id, audience, phase, out = m_started](Services &s) -> Result<void> {
            auto text = s.notices.templateFor(id, audience);
            if (!text)
                return tl::unexpected(text.error());
            auto started = s.notices.start(id, audience, phase, *text);
            if (!started)
                return tl::unexpected(started.error());
            *out = *started;
            return {};
        },
        tr("Draft begun: %1, %2").arg(nameOf(audience), nameOf(phase)));
}

} // namespace tocsin
