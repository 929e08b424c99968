#include "ui/incident/awarenesspanel.h"

#include "models/services/workspace.h"
#include "ui/common/card.h"
#include "ui/common/formrow.h"
#include "ui/common/instantedit.h"
#include "ui/common/label.h"
#include "ui/common/timetext.h"
#include "ui/incident/attestationform.h"
#include "ui/incident/dutytext.h"
#include "ui/incident/formdraft.h"
#include "ui/incident/historyrow.h"

#include <QPlainTextEdit>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace tocsin {

AwarenessPanel::AwarenessPanel(const UiContext &ui, const IncidentDetails &details, QWidget *parent)
    : ActPanel(ui, u"act/awareness"_s, details, parent)
    , m_now(wrappedLabel(tr("Reading…"), TextStyle::Muted))
    , m_at(new InstantEdit(tr("When the provider became aware")))
    , m_legal(new AttestationForm(ui, Role::Legal))
    , m_history(new QVBoxLayout)
{
    setPrimary(tr("Record awareness"));
    auto *card = new Card(tr("As it stands"));
    m_now->setObjectName(u"awarenessNow"_s);
    m_now->setTextInteractionFlags(Qt::TextSelectableByMouse);
    card->body()->addWidget(m_now);
    addWidget(card);
    m_at->setObjectName(u"awarenessAt"_s);
    m_at->setLatest(nowMs());
    m_at->setMs(nowMs());
    draft().watch(u"at"_s, m_at);
    m_atRow = addRow(tr("Aware &since"), m_at, u"at"_s);
    addText(tr("&Why then"), m_reason, u"reason"_s, u"awarenessReason"_s, 4);
    m_legal->watch(draft(), u"legal"_s);
    m_legalRow = addRow(tr("Decided by &legal"), m_legal, u"attestedBy"_s);
    auto *box = new QWidget;
    box->setLayout(m_history);
    m_history->setContentsMargins({});
    m_history->setSpacing(8);
    addWidget(box);
    updateTexts();
    read();
    finish();
}

bool AwarenessPanel::isLegal() const
{
    return mayDo(context().person.roles, Right::SetAwareness, false);
}

void AwarenessPanel::refresh()
{
    updateTexts();
    read();
}

void AwarenessPanel::updateTexts()
{
    const bool attests = !isLegal() && !m_ui.workspace->status().isShared;
    m_legalRow->setVisible(attests);
    const QString what =
        tr("Statutory clocks that count from awareness start at this instant. Those that run already are "
           "set anew; how they stood stays in the record.");
    setTexts(tr("Awareness of %1").arg(incident().reference()),
             attests ? what + u' ' + tr("Legal decides it, and you write down what legal said.") : what,
             tr("Everybody who reads the incident sees it, in the timeline too. An earlier one is never removed."));
}

void AwarenessPanel::read()
{
    m_ui.workspace->run<AwarenessView>(
        this, [id = incident().id](Services &s) { return s.awareness.of(id); },
        [this](const Result<AwarenessView> &view) {
            if (view)
                take(*view);
            else
                showError(view.error());
        });
}

void AwarenessPanel::take(const AwarenessView &view)
{
    m_view = view;
    m_atRow->setHelp(tr("Not before the first indication was detected, %1.").arg(TimeText().full(view.detectedMs)));
    m_now->setText(awarenessText(view));
    m_now->setToolTip(view.now.atMs > 0 ? TimeText().both(view.now.atMs) : QString());
    if (!m_loaded && !draft().isTouched() && view.now.atMs > 0) {
        const FormDraft::Pause pause(draft());
        m_at->setMs(view.now.atMs);
    }
    m_loaded = true;
    showHistory();
    updateButton();
}

void AwarenessPanel::showHistory()
{
    while (QLayoutItem *item = m_history->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    m_history->addWidget(new Label(tr("Recorded so far"), TextStyle::BodyBold));
    if (m_view.history.isEmpty())
        m_history->addWidget(wrappedLabel(tr("Legal has recorded none yet."), TextStyle::Muted));
    for (const Awareness &a : std::as_const(m_view.history))
        m_history->addWidget(makeHistoryRow(
            a.enteredMs, nowMs(), a.attestedName.isEmpty() ? a.byName : a.attestedName,
            tr("Aware since %1").arg(TimeText().full(a.atMs)),
            a.attestedName.isEmpty() ? a.reason : tr("%1 (written down by %2)").arg(a.reason, a.byName)));
}

QString AwarenessPanel::whyDisabled() const
{
    const QString why = whyNot(Act::RecordAwareness, incident(), context());
    if (!why.isEmpty())
        return why;
    // On a server legal records it by log-in; on a file who holds the incident writes it down for them (P13.5).
    if (!isLegal())
        if (const QString right = whyNoRight(m_ui.workspace->status().isShared ? Right::SetAwareness : Right::Send,
                                             incident(), context());
            !right.isEmpty())
            return right;
    return m_loaded ? QString() : tr("What was recorded before is being read.");
}

qint64 AwarenessPanel::atMs() const
{
    const qint64 chosen = m_at->ms();
    for (const qint64 known : {m_view.now.atMs, m_view.assumed.atMs, m_view.detectedMs})
        if (known >= chosen && known < chosen + kMinuteMs)
            return known;
    return chosen;
}

void AwarenessPanel::submit()
{
    const AwarenessInput input{atMs(), m_reason->toPlainText().trimmed(), isLegal() ? Attestation{} : m_legal->value()};
    if (const auto allowed = checkAwareness(input.atMs, input.reason, m_view.detectedMs, nowMs()); !allowed) {
        showError(allowed.error());
        return;
    }
    if (const QString missing = isLegal() ? QString() : m_legal->missing(); !missing.isEmpty()) {
        showError({ErrorKind::Invalid, missing, {}, u"attestedBy"_s});
        return;
    }
    run([id = incident().id, seen = m_view.version(),
         input](Services &s) { return s.awareness.record(id, seen, input); },
        tr("Aware since %1").arg(TimeText().brief(input.atMs, nowMs())));
}

} // namespace tocsin
