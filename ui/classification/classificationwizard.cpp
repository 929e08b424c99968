#include "ui/classification/classificationwizard.h"

#include "models/services/workspace.h"
#include "ui/classification/comparepage.h"
#include "ui/classification/handoverpage.h"
#include "ui/classification/outcomepage.h"
#include "ui/classification/outcomepanel.h"
#include "ui/classification/peoplepage.h"
#include "ui/classification/questionpage.h"
#include "ui/classification/rootcausepage.h"
#include "ui/classification/startpage.h"
#include "ui/classification/tuningpage.h"
#include "ui/common/banner.h"
#include "ui/common/elidedlabel.h"
#include "ui/common/emptystate.h"
#include "ui/common/label.h"
#include "ui/incident/acts.h"
#include "ui/incident/formdraft.h"
#include "ui/theme/icons.h"

#include <QApplication>
#include <QKeyEvent>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QRadioButton>
#include <QScrollArea>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace tocsin {

using namespace Qt::StringLiterals;

ClassificationWizard::ClassificationWizard(const UiContext &ui, PagesMaker riskPages, QWidget *parent)
    : IncidentTab(ui, parent)
    , m_makeRisk(std::move(riskPages))
    , m_desk(new RunDesk(ui, this))
    , m_draft(new FormDraft(ui, this))
    , m_stack(new QStackedWidget)
    , m_loading(new Label(tr("Reading the runs…"), TextStyle::Muted))
    , m_heading(wrappedLabel({}, TextStyle::Heading))
    , m_toIncident(new QPushButton)
    , m_steps(new StepList)
    , m_slot(nullptr)
    , m_banner(new Banner(Banner::Kind::Error))
    , m_back(new QPushButton(tr("Back")))
    , m_next(new QPushButton(tr("Next question")))
    , m_keys(new ElidedLabel(tr("Enter goes on, numbers choose, E picks evidence"), TextStyle::FinePrint))
    , m_outcome(new OutcomePanel(ui, m_desk))
{
    build();
    m_toIncident->setIcon(icon(u"chevron-left", Ink::Muted));
    m_draft->watch(
        u"pages"_s,
        [this] {
            QJsonObject pages = m_waiting;
            for (auto it = m_pages.begin(); it != m_pages.end(); ++it)
                if (const QJsonValue v = (*it)->pending(); !v.isNull())
                    pages.insert(it.key(), v);
            return QJsonValue(pages);
        },
        [this](const QJsonValue &v) { m_waiting = v.toObject(); });
    m_draft->watch(
        u"at"_s, [this] { return QJsonValue(m_current); }, [this](const QJsonValue &v) { m_wanted = v.toString(); });
    m_draft->setEmptyWhen([this] {
        return m_waiting.isEmpty() &&
               std::all_of(m_pages.begin(), m_pages.end(), [](const WizardPage *p) { return p->pending().isNull(); });
    });
    connect(m_draft, &FormDraft::restored, this, [this] {
        const FormDraft::Pause pause(*m_draft);
        for (auto it = m_pages.begin(); it != m_pages.end(); ++it)
            if (const QJsonValue v = m_waiting.take(it.key()); !v.isUndefined())
                (*it)->setPending(v);
        if (codes().contains(m_wanted))
            showPage(m_wanted);
    });
    connect(m_desk, &RunDesk::changed, this, &ClassificationWizard::refresh);
    m_refreshSoon.setSingleShot(true);
    m_refreshSoon.setInterval(0);
    connect(&m_refreshSoon, &QTimer::timeout, this, [this] {
        if (m_desk->current() && !m_current.isEmpty())
            refreshRun();
    });
}

ClassificationWizard::~ClassificationWizard()
{
    qApp->removeEventFilter(this);
    m_draft->flush();
}

void ClassificationWizard::showIncident(const IncidentDetails &details)
{
    m_desk->showIncident(details);
    for (WizardPage *p : std::as_const(m_pages))
        p->load(details);
}

void ClassificationWizard::activate()
{
    if (m_stack->currentWidget() == m_run) {
        WizardPage *p = m_pages.value(m_current);
        if (p && !p->isAncestorOf(QApplication::focusWidget())) // else somebody works on it already
            p->focusFirst();
    } else if (m_stack->currentWidget() == m_start) {
        m_start->focusFirst();
    }
}

void ClassificationWizard::refresh()
{
    if (!m_desk->isRead()) {
        m_trouble->setText(m_desk->failure());
        m_stack->setCurrentWidget(m_desk->failure().isEmpty() ? static_cast<QWidget *>(m_loading) : m_trouble);
        return;
    }
    if (m_stack->currentWidget() == m_compare)
        return;
    if (!m_desk->current()) {
        m_shown = {};
        m_start->refresh();
        if (m_stack->currentWidget() != m_start) {
            m_stack->setCurrentWidget(m_start);
            if (isVisible())
                m_start->focusFirst();
        }
        return;
    }
    if (m_shown != m_desk->current()->id) {
        m_shown = m_desk->current()->id;
        dropPages();
        openDraft();
    }
    m_stack->setCurrentWidget(m_run);
    refreshRun();
    if (m_current.isEmpty() || !codes().contains(m_current))
        openFirstPage();
}

void ClassificationWizard::dropPages()
{
    const FormDraft::Pause pause(*m_draft);
    qDeleteAll(m_pages);
    m_pages.clear();
    m_outcomePage = nullptr;
    m_riskCodes.clear();
    m_waiting = {};
    m_current.clear();
    m_wanted.clear();
}

void ClassificationWizard::refreshRun()
{
    const QString reference = m_desk->incident().reference();
    m_heading->setText(tr("Classify %1").arg(reference));
    m_toIncident->setText(reference);
    m_toIncident->setAccessibleName(tr("Back to %1; the run is kept").arg(reference));
    const QString why = m_desk->whyNot();
    if (m_riskCodes.isEmpty() && m_desk->verdict().personalData == PersonalData::Yes)
        makeRiskPages();
    const QStringList all = codes();
    QList<WizardStep> steps;
    for (const QString &code : all) {
        if (WizardPage *made = m_pages.value(code))
            made->setWhyNot(why);
        steps << step(code);
    }
    if (auto *q = qobject_cast<QuestionPage *>(m_pages.value(m_current)))
        q->setPlace(tr("Question %1 of %2").arg(all.indexOf(m_current) + 1).arg(m_desk->verdict().asked.size()));
    if (!m_outcomePage)
        (void)page(u"outcome"_s);
    m_steps->setSteps(steps, m_current);
    m_outcome->refresh();
    const bool last = m_current == all.value(all.size() - 1);
    const bool ends = last && m_outcomePage;
    QString words = ends ? tr("Finish: %1").arg(nameOf(m_outcomePage->chosen())) : tr("Next");
    if (!ends && m_desk->rules().question(all.value(all.indexOf(m_current) + 1)))
        words = tr("Next question");
    QString blocked = why;
    if (blocked.isEmpty() && ends && m_outcomePage->chosen() == Outcome::Referred) {
        const DatabaseStatus &status = m_ui.workspace->status();
        blocked = whyNoRight(Right::HandOver, m_desk->incident(), {status.person, status.readOnly});
    }
    m_next->setText(words);
    m_next->setAccessibleName(words);
    m_next->setEnabled(!m_busy && (blocked.isEmpty() || !ends));
    m_next->setToolTip(ends ? blocked : QString());
    m_back->setAccessibleName(tr("Back to the page before"));
    m_back->setEnabled(!m_busy && all.indexOf(m_current) > 0);
    m_keys->setText(!why.isEmpty()                        ? why
                    : !blocked.isEmpty()                  ? blocked
                    : m_desk->rules().question(m_current) ? tr("Enter goes on, numbers choose, E picks evidence")
                                                          : tr("Enter goes on, in a long text Ctrl+Enter"));
}

/** Of a question without its page: that is made when it is first shown. */
WizardStep ClassificationWizard::step(const QString &code)
{
    if (const FactQuestion *q = m_desk->rules().question(code)) {
        const RunAnswer *a = m_desk->current()->answer(code);
        const bool bare = a && groundless(m_desk->verdict(), *m_desk->current()).contains(code);
        return {code, q->name, a ? answerNames(*q, a->answers) : QString(), a && isAnswer(*q, a->answers) && !bare};
    }
    const WizardPage *p = page(code);
    return {code, p->title(), p->summary(), p->isComplete()};
}

void ClassificationWizard::openDraft()
{
    m_draft->open(u"classify/%1/%2"_s.arg(m_desk->incident().id.value).arg(m_shown.value), m_desk->incident().id);
}

void ClassificationWizard::openFirstPage()
{
    const ClassificationVerdict v = m_desk->verdict();
    const QStringList all = codes();
    QString code = all.contains(m_wanted) ? m_wanted : v.next;
    for (const QString &c : all)
        if (code.isEmpty() && !step(c).complete)
            code = c;
    showPage(code.isEmpty() ? all.last() : code);
}

QStringList ClassificationWizard::codes() const
{
    const ClassificationVerdict v = m_desk->verdict();
    QStringList list = v.asked;
    if (v.personalData == PersonalData::Yes)
        list += m_riskCodes;
    list << u"people"_s << u"outcome"_s;
    const Outcome chosen = m_outcomePage ? m_outcomePage->chosen() : v.outcome;
    if (chosen == Outcome::FalsePositive)
        list << u"root_cause"_s << u"tuning"_s;
    else if (chosen == Outcome::Referred)
        list << u"hand_over"_s;
    return list;
}

WizardPage *ClassificationWizard::page(const QString &code)
{
    if (WizardPage *made = m_pages.value(code))
        return made;
    WizardPage *p = nullptr;
    if (const FactQuestion *q = m_desk->rules().question(code))
        p = new QuestionPage(m_ui, m_desk, *q);
    else if (code == u"people")
        p = new WizardPeoplePage(m_ui, m_desk);
    else if (code == u"outcome")
        p = m_outcomePage = new OutcomePage(m_desk);
    else if (code == u"root_cause")
        p = new RootCausePage;
    else if (code == u"tuning")
        p = new TuningPage(m_ui);
    else
        p = new HandOverPage(m_ui);
    addPage(p);
    return p;
}

void ClassificationWizard::makeRiskPages()
{
    const QList<WizardPage *> pages = m_makeRisk ? m_makeRisk(m_ui) : QList<WizardPage *>();
    for (WizardPage *p : pages) {
        m_riskCodes << p->code();
        addPage(p);
    }
}

void ClassificationWizard::addPage(WizardPage *p)
{
    const FormDraft::Pause pause(*m_draft);
    p->hide();
    m_slot->insertWidget(0, p, 1);
    m_pages.insert(p->code(), p);
    p->load(m_desk->details());
    if (const QJsonValue v = m_waiting.take(p->code()); !v.isUndefined())
        p->setPending(v);
    connect(p, &WizardPage::changed, this, [this] {
        m_draft->touch();
        if (m_desk->current() && m_stack->currentWidget() == m_run)
            m_refreshSoon.start();
    });
}

QList<EndingPage *> ClassificationWizard::endingPages() const
{
    QList<EndingPage *> list;
    for (const QString &code : codes())
        if (auto *p = qobject_cast<EndingPage *>(m_pages.value(code)))
            list << p;
    return list;
}

void ClassificationWizard::showPage(const QString &code)
{
    m_current = code;
    m_banner->hide();
    WizardPage *shown = page(code);
    // Asked for while it is there, the page leaves the focus where somebody types already.
    const bool worked = shown->isVisible() && shown->isAncestorOf(QApplication::focusWidget());
    for (WizardPage *p : std::as_const(m_pages))
        p->setVisible(p == shown);
    m_scroll->ensureVisible(0, 0);
    m_scroll->setAccessibleName(shown->title());
    refreshRun();
    if (isVisible() && !worked)
        shown->focusFirst();
}

void ClassificationWizard::leavePage(std::function<void()> then)
{
    WizardPage *p = m_pages.value(m_current);
    if (!p || m_busy)
        return;
    if (!m_desk->whyNot().isEmpty())
        return then(); // looked at, and nothing to keep
    m_busy = true;
    p->save([this, self = QPointer<ClassificationWizard>(this), then = std::move(then)](const Result<void> &r) {
        if (!self)
            return;
        m_busy = false;
        m_draft->touch();
        if (r)
            then();
        else
            refreshRun();
    });
}

void ClassificationWizard::goToPage(const QString &code)
{
    if (code == m_current) {
        activate();
        return;
    }
    leavePage([this, code] {
        if (codes().contains(code))
            showPage(code);
        else
            openFirstPage();
    });
}

void ClassificationWizard::next()
{
    if (m_busy || m_stack->currentWidget() != m_run)
        return;
    auto *question = qobject_cast<QuestionPage *>(m_pages.value(m_current));
    if (question && m_desk->whyNot().isEmpty() && !question->confirm())
        return;
    const QString from = m_current;
    leavePage([this, from] {
        const QStringList all = codes();
        const qsizetype at = all.indexOf(from);
        if (at >= 0 && at + 1 < all.size())
            showPage(all.at(at + 1));
        else
            finish();
    });
}

void ClassificationWizard::back()
{
    const qsizetype at = codes().indexOf(m_current);
    if (at > 0)
        goToPage(codes().at(at - 1));
}

void ClassificationWizard::finish()
{
    if (!m_next->isEnabled() || !m_outcomePage)
        return;
    // Whatever is open is shown where it is, before anything is kept.
    for (const QString &code : codes())
        if (m_desk->rules().question(code) && !step(code).complete) {
            showPage(code);
            static_cast<QuestionPage *>(page(code))->showMissing();
            return;
        }
    FinishInput in;
    in.chosen = m_outcomePage->chosen();
    in.reason = m_outcomePage->reason();
    for (const EndingPage *p : endingPages())
        p->fill(in.ending);
    m_busy = true;
    refreshRun();
    m_draft->act<void>(this, m_desk->finishing(in), [this](const Result<void> &r) { finished(r); });
}

void ClassificationWizard::finished(const Result<void> &result)
{
    m_busy = false;
    if (!result) {
        refreshRun();
        showRefusal(result.error());
        return;
    }
    const Outcome chosen = m_outcomePage->chosen();
    const ClassificationVerdict v = m_desk->verdict();
    QString said = tr("Classification of %1 saved: %2")
                       .arg(m_desk->incident().reference(), classificationText(chosen, v.personalData));
    if (proposesRescission(v.outcome, m_desk->incident().isDeclared()))
        said = tr("Run kept; it proposes to rescind the declaration of %1").arg(m_desk->incident().reference());
    if (m_ui.say)
        m_ui.say(said);
    // What was on the pages is kept; the next run begins with its own.
    m_stack->setCurrentWidget(m_loading);
    dropPages();
    m_shown = {};
    m_desk->read();
    Q_EMIT goTo(u"overview"_s);
}

void ClassificationWizard::showRefusal(const Error &error)
{
    if (error.kind == ErrorKind::Conflict) {
        m_desk->read();
        m_banner->show(Banner::Kind::Warning, tr("Somebody changed this incident meanwhile."),
                       tr("It has been read again and everything here is kept. Look at it, then press again."));
        return;
    }
    QString code;
    if (error.field == u"participants")
        code = u"people"_s;
    else if (error.field == u"chosenReason")
        code = u"outcome"_s;
    else if (error.field == u"rootCause")
        code = u"root_cause"_s;
    else if (error.field == u"tuning")
        code = u"tuning"_s;
    else if (error.field.startsWith(u"referred") || error.field == u"nevertheless")
        code = u"hand_over"_s;
    if (codes().contains(code))
        showPage(code);
    if (code == u"people")
        static_cast<WizardPeoplePage *>(page(code))->say(error.userText);
    else if (code == u"outcome" && m_outcomePage->showError(error))
        return;
    else if (auto *ending = qobject_cast<EndingPage *>(m_pages.value(code)); ending && ending->showError(error))
        return;
    else
        m_banner->show(Banner::Kind::Error, error.userText);
    if (error.field == u"assessment")
        m_banner->addAction(tr("Open the assessment"), this, [this] { Q_EMIT goTo(u"assessment"_s); });
}

void ClassificationWizard::begin()
{
    m_desk->begin([this, self = QPointer<ClassificationWizard>(this)](const Result<void> &r) {
        if (self && !r && m_ui.showError)
            m_ui.showError(r.error());
    });
}

void ClassificationWizard::compare()
{
    if (m_stack->currentWidget() == m_run)
        return leavePage([this] {
            m_stack->setCurrentWidget(m_compare);
            m_compare->refresh();
            m_compare->focusFirst();
        });
    m_stack->setCurrentWidget(m_compare);
    m_compare->refresh();
    m_compare->focusFirst();
}

void ClassificationWizard::leaveWizard()
{
    const auto leave = [this] { Q_EMIT goTo(u"assessment"_s); };
    if (m_stack->currentWidget() == m_run)
        leavePage(leave);
    else
        leave();
}

void ClassificationWizard::resizeEvent(QResizeEvent *event)
{
    IncidentTab::resizeEvent(event);
    arrange();
}

void ClassificationWizard::showEvent(QShowEvent *event)
{
    IncidentTab::showEvent(event);
    qApp->removeEventFilter(this);
    qApp->installEventFilter(this); // keys of the wizard come before those of the window
}

void ClassificationWizard::hideEvent(QHideEvent *event)
{
    IncidentTab::hideEvent(event);
    qApp->removeEventFilter(this);
    m_draft->flush();
}

bool ClassificationWizard::eventFilter(QObject *watched, QEvent *event)
{
    const bool asks = event->type() == QEvent::ShortcutOverride;
    if ((!asks && event->type() != QEvent::KeyPress) || m_stack->currentWidget() != m_run)
        return IncidentTab::eventFilter(watched, event);
    auto *widget = qobject_cast<QWidget *>(watched);
    if (!widget || widget != QApplication::focusWidget() || !isAncestorOf(widget))
        return IncidentTab::eventFilter(watched, event);
    const auto *key = static_cast<QKeyEvent *>(event);
    if (asks) {
        // Alt+Left leaves the page of the window everywhere else.
        if (key->key() == Qt::Key_Left && key->modifiers() == Qt::AltModifier)
            event->accept();
        return event->isAccepted() && key->key() == Qt::Key_Left && key->modifiers() == Qt::AltModifier;
    }
    return handleKey(widget, key->key(), key->modifiers());
}

bool ClassificationWizard::handleKey(QWidget *at, int key, Qt::KeyboardModifiers modifiers)
{
    modifiers &= ~Qt::KeypadModifier;
    const bool enter = key == Qt::Key_Return || key == Qt::Key_Enter;
    const bool types = qobject_cast<QLineEdit *>(at) || qobject_cast<QPlainTextEdit *>(at);
    if (key == Qt::Key_Left && modifiers == Qt::AltModifier) {
        back();
        return true;
    }
    if (enter && modifiers == Qt::ControlModifier) {
        next();
        return true;
    }
    if (modifiers != Qt::NoModifier || !m_pages.value(m_current) || !m_pages.value(m_current)->isAncestorOf(at))
        return false;
    if (enter) {
        if (qobject_cast<QPlainTextEdit *>(at) || qobject_cast<QPushButton *>(at))
            return false;
        const auto *line = qobject_cast<QLineEdit *>(at);
        static const QStringList adding{u"newEvidence"_s, u"participantName"_s, u"entrySearch"_s};
        if (line && adding.contains(line->objectName()) && !line->text().isEmpty())
            return false; // there it adds or finds what is typed
        next();
        return true;
    }
    if (types)
        return false;
    if (key >= Qt::Key_1 && key <= Qt::Key_9)
        return m_pages.value(m_current)->chooseNumber(key - Qt::Key_0);
    if (key == Qt::Key_E)
        if (auto *q = qobject_cast<QuestionPage *>(m_pages.value(m_current))) {
            q->focusEvidence();
            return true;
        }
    return false;
}

} // namespace tocsin
