#include "ui/incident/undeliverablepanel.h"

#include "models/services/workspace.h"
#include "ui/common/label.h"
#include "ui/incident/attestationform.h"
#include "ui/incident/obligationtext.h"

#include <QPlainTextEdit>

using namespace Qt::StringLiterals;

namespace tocsin {

namespace {

QString meansText(const QString &means)
{
    if (means == u"mail")
        return UndeliverablePanel::tr("e-mail");
    if (means == u"telephone")
        return UndeliverablePanel::tr("telephone");
    if (means == u"post")
        return UndeliverablePanel::tr("post");
    return means == u"portal" ? UndeliverablePanel::tr("portal") : means;
}

QString attemptLine(const DeliveryAttempts &a)
{
    QStringList means;
    for (const QString &m : a.failedMeans)
        means << meansText(m);
    const QString said = a.reached ? UndeliverablePanel::tr("reached")
                         : means.isEmpty()
                             ? UndeliverablePanel::tr("nothing tried yet")
                             : UndeliverablePanel::tr("tried without success: %1").arg(means.join(u", "_s));
    return UndeliverablePanel::tr("• %1 · %2 — %3").arg(a.customerName, a.subscriptionName, said);
}

} // namespace

UndeliverablePanel::UndeliverablePanel(const UiContext &ui, const IncidentDetails &details,
                                       const Obligation &obligation, QWidget *parent)
    : ActPanel(ui, u"act/undeliverable-%1"_s.arg(obligation.id.value), details, parent)
    , m_obligation(obligation)
    , m_tried(wrappedLabel(tr("Reading what was tried…"), TextStyle::Small))
    , m_legal(new AttestationForm(ui, Role::Legal))
{
    setTexts(tr("Not deliverable"),
             tr("%1: nobody could be told, and nothing more is tried. The duty no longer keeps the incident from being "
                "closed. Legal decides this, and you write down what legal said.")
                 .arg(obligationTitle(obligation)),
             tr("It stays in sight as not deliverable. Whoever is reached after all still meets it."));
    setPrimary(tr("Record as not deliverable"), true);
    m_tried->setObjectName(u"undeliverableTried"_s);
    addWidget(m_tried);
    addText(tr("&In words"), m_words, u"reason"_s, u"words"_s);
    m_legal->watch(draft(), u"legal"_s);
    addRow(tr("Decided by &legal"), m_legal, u"attestedBy"_s);
    readAttempts();
    finish();
}

void UndeliverablePanel::readAttempts()
{
    m_ui.workspace->run<QList<DeliveryAttempts>>(
        this, [o = m_obligation](Services &s) { return s.declarations.attempts(o); },
        [this](const Result<QList<DeliveryAttempts>> &attempts) {
            if (!attempts)
                return showError(attempts.error());
            m_attempts = *attempts;
            showAttempts();
            updateButton();
        });
}

void UndeliverablePanel::showAttempts()
{
    constexpr qsizetype kShown = 12;
    QStringList lines;
    for (const DeliveryAttempts &a : *m_attempts)
        if (!a.reached || m_attempts->size() <= kShown)
            lines << attemptLine(a);
    const qsizetype more = lines.size() - kShown;
    m_tried->setText(lines.mid(0, kShown).join(u'\n') + (more > 0 ? u'\n' + tr("and %1 more").arg(more) : QString()));
}

void UndeliverablePanel::refresh()
{
    for (const Obligation &o : details().obligations)
        if (o.id == m_obligation.id)
            m_obligation = o;
    readAttempts();
}

QString UndeliverablePanel::whyDisabled() const
{
    if (const QString right = whyNoRight(Right::Send, incident(), context()); !right.isEmpty())
        return right;
    if (!m_attempts)
        return tr("Reading what was tried…");
    UndeliverableFacts facts = DeclarationService::undeliverableFacts(m_obligation, *m_attempts, nowMs());
    facts.words = u"-"_s;
    const auto allowed = checkUndeliverable(facts);
    return allowed ? QString() : allowed.error().userText;
}

void UndeliverablePanel::submit()
{
    const QString words = m_words->toPlainText().trimmed();
    if (words.isEmpty()) {
        showError({ErrorKind::Invalid, tr("Say in words why it cannot be delivered."), {}, u"reason"_s});
        return;
    }
    if (const QString missing = m_legal->missing(); !missing.isEmpty()) {
        showError({ErrorKind::Invalid, missing, {}, u"attestedBy"_s});
        return;
    }
    run([o = m_obligation, words,
         legal = m_legal->value()](Services &s) { return s.declarations.recordNotDeliverable(o, words, legal); },
        tr("Recorded as not deliverable: %1").arg(obligationTitle(m_obligation)));
}

} // namespace tocsin
