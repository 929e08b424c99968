#include "ui/incident/cosignpanel.h"

#include "models/services/rescissionservice.h"
#include "models/services/workspace.h"
#include "ui/common/card.h"
#include "ui/common/choicegroup.h"
#include "ui/common/formrow.h"
#include "ui/common/label.h"
#include "ui/common/timetext.h"
#include "ui/incident/attestationform.h"
#include "ui/incident/formdraft.h"

#include <QPlainTextEdit>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace tocsin {

CosignPanel::CosignPanel(const UiContext &ui, const IncidentDetails &details, QWidget *parent)
    : ActPanel(ui, u"act/cosign"_s, details, parent)
    , m_request(wrappedLabel({}))
    , m_entries(wrappedLabel({}, TextStyle::SmallMuted))
    , m_decision(new ChoiceGroup(tr("Legal's decision")))
    , m_legal(new AttestationForm(ui, Role::Legal))
{
    setPrimary(tr("Record the decision"), true);
    auto *asked = new Card(tr("What was asked for"));
    m_request->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_entries->setTextInteractionFlags(Qt::TextSelectableByMouse);
    asked->body()->addWidget(m_request);
    asked->body()->addWidget(m_entries);
    addWidget(asked);
    m_decision->setObjectName(u"cosignDecision"_s);
    m_decision->addChoice(codeOf(RescissionDecision::Cosigned), tr("Co-sign"),
                          tr("The declaration is gone. What it alone started is withdrawn; what the law asks for stays "
                             "until legal decides each."));
    m_decision->addChoice(codeOf(RescissionDecision::Refused), tr("Refuse"),
                          tr("The declaration stands as it was, and sending goes on."));
    draft().watch(u"decision"_s, m_decision);
    connect(m_decision, &ChoiceGroup::valueChanged, this, &CosignPanel::updateButton);
    addRow(tr("Legal's decision"), m_decision, u"decision"_s);
    addText(tr("&In words"), m_words, u"words"_s, u"cosignWords"_s, 3);
    m_legal->watch(draft(), u"legal"_s);
    m_legalRow = addRow(tr("Decided by &legal"), m_legal, u"attestedBy"_s);
    updateTexts();
    readEntries();
    finish();
}

bool CosignPanel::decidesAlone(const IncidentDetails &details, const ActContext &context)
{
    return mayDo(context.person.roles, Right::CosignRescission, false) &&
           (!details.rescission || details.rescission->by != context.person.id);
}

void CosignPanel::refresh()
{
    updateTexts();
    readEntries();
}

void CosignPanel::updateTexts()
{
    const bool alone = decidesAlone(details(), context());
    m_legalRow->setVisible(!alone);
    if (details().rescission) {
        const Rescission &r = *details().rescission;
        m_request->setText(tr("%1 asked for it %2: %3").arg(r.byName, TimeText().full(r.atMs), r.reason));
        m_request->setToolTip(TimeText().both(r.atMs));
    }
    setTexts(tr("Decide on the rescission of %1").arg(incident().reference()),
             alone ? tr("The second of two acts, and yours: you are legal, and somebody else asked for it.")
                   : tr("The second of two acts is legal's. You write down what legal said; who asked for it cannot "
                        "co-sign it."),
             tr("Everybody who reads the incident sees the decision and its words."));
}

void CosignPanel::readEntries()
{
    if (!details().rescission)
        return;
    m_ui.workspace->run<QStringList>(
        this,
        [ids = details().rescission->citations](Services &s) -> Result<QStringList> {
            QStringList lines;
            for (const EntryId id : ids) {
                auto entry = s.timeline.entry(id);
                if (!entry)
                    return tl::unexpected(entry.error());
                lines << u"• %1  %2"_s.arg(TimeText::shortUtc(entry->atMs), entry->text.simplified());
            }
            return lines;
        },
        [this](const Result<QStringList> &lines) {
            m_entries->setText(lines ? tr("It rests on:\n%1").arg(lines->join(u'\n')) : lines.error().userText);
        });
}

QString CosignPanel::whyDisabled() const
{
    const QString why = whyNot(Act::CosignRescission, incident(), context());
    if (!why.isEmpty())
        return why;
    return m_decision->value().toString().isEmpty() ? tr("Choose legal's decision.") : QString();
}

void CosignPanel::submit()
{
    const auto decision = fromCode<RescissionDecision>(m_decision->value().toString());
    if (!decision)
        return;
    const QString words = m_words->toPlainText().trimmed();
    if (words.isEmpty()) {
        showError({ErrorKind::Invalid, tr("Give legal's decision in words."), {}, u"words"_s});
        return;
    }
    const bool alone = decidesAlone(details(), context());
    if (const QString missing = alone ? QString() : m_legal->missing(); !missing.isEmpty()) {
        showError({ErrorKind::Invalid, missing, {}, u"attestedBy"_s});
        return;
    }
    const Incident &i = incident();
    run([id = i.id, version = i.version, d = *decision, words, legal = alone ? Attestation{} : m_legal->value()](
            Services &s) { return s.rescissions.decide(id, version, d, words, legal); },
        *decision == RescissionDecision::Cosigned ? tr("The declaration of %1 is rescinded").arg(i.reference())
                                                  : tr("The declaration of %1 stands").arg(i.reference()));
}

} // namespace tocsin
