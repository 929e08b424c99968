#pragma once

#include "ui/classification/rundesk.h"
#include "ui/classification/steplist.h"
#include "ui/classification/wizardpage.h"
#include "ui/common/incidenttab.h"

#include <QHash>
#include <QJsonObject>
#include <QTimer>

class QPushButton;
class QScrollArea;
class QStackedWidget;
class QVBoxLayout;

namespace tocsin {

class Banner;
class ComparePage;
class EmptyState;
class EndingPage;
class FormDraft;
class Label;
class OutcomePage;
class OutcomePanel;
class RunFoot;
class StartPage;

/**
 * The classification wizard (P5.5): one question a page, its evidence beside it, the outcome so far always in sight.
 * Each answer is kept when the page is left, so a run goes on after a crash, and by a colleague. What is chosen and not
 * yet kept is a draft.
 */
class ClassificationWizard : public IncidentTab
{
    Q_OBJECT

public:
    /** Makes the pages about the risk to people (P5.6), shown where personal data is involved. */
    using PagesMaker = std::function<QList<WizardPage *>(const UiContext &)>;

    explicit ClassificationWizard(const UiContext &ui, PagesMaker riskPages = {}, QWidget *parent = nullptr);
    ~ClassificationWizard() override;

    void showIncident(const IncidentDetails &details) override;
    void activate() override;
    [[nodiscard]] QString key() const override { return QStringLiteral("classification"); }
    [[nodiscard]] QString title() const override { return tr("Classification"); }

protected:
    void resizeEvent(QResizeEvent *event) override;
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    // classificationwizard.cpp: what it does
    void refresh();
    void refreshRun();
    void begin();
    void openDraft();
    void openFirstPage();
    [[nodiscard]] QStringList codes() const;
    [[nodiscard]] WizardPage *page(const QString &code);
    [[nodiscard]] WizardStep step(const QString &code);
    void dropPages();
    void makeRiskPages();
    void addPage(WizardPage *page);
    [[nodiscard]] QList<EndingPage *> endingPages() const;
    void goToPage(const QString &code);
    void leavePage(std::function<void()> then);
    void next();
    void back();
    void finish();
    void finished(const Result<void> &result);
    void showRefusal(const Error &error);
    void showPage(const QString &code);
    void compare();
    void leaveWizard();
    [[nodiscard]] bool handleKey(QWidget *at, int key, Qt::KeyboardModifiers modifiers);
    // classificationwizardview.cpp: what it is made of
    void build();
    QWidget *buildRun();
    QWidget *buildSteps();
    QWidget *buildMiddle();
    void arrange();

    PagesMaker m_makeRisk;
    RunDesk *m_desk;
    FormDraft *m_draft;
    QStackedWidget *m_stack;
    Label *m_loading;
    EmptyState *m_trouble = nullptr;
    StartPage *m_start = nullptr;
    ComparePage *m_compare = nullptr;
    QWidget *m_run = nullptr;
    QWidget *m_left = nullptr;
    Label *m_heading;
    QPushButton *m_toIncident;
    StepList *m_steps;
    RunFoot *m_foot = nullptr;
    QScrollArea *m_scroll = nullptr;
    QVBoxLayout *m_slot;
    Banner *m_banner;
    QPushButton *m_back;
    QPushButton *m_next;
    Label *m_keys;
    OutcomePanel *m_outcome;
    QScrollArea *m_outcomeScroll = nullptr;
    OutcomePage *m_outcomePage = nullptr;
    QHash<QString, WizardPage *> m_pages;
    QStringList m_riskCodes;
    QJsonObject m_waiting; ///< of the draft, for pages that are not made yet
    QString m_current;
    QString m_wanted; ///< the page the draft was left on
    RunId m_shown;
    QTimer m_refreshSoon; ///< several pages changed at once
    bool m_busy = false;
    bool m_narrow = false;
};

} // namespace tocsin
