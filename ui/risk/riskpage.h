#pragma once

#include "models/services/riskservice.h"
#include "models/services/services.h"
#include "ui/classification/wizardpage.h"
#include "ui/common/uicontext.h"

class QPushButton;
class QVBoxLayout;

namespace tocsin {

class Banner;
class FormDraft;
class Label;

/**
 * A page about the risk to people (P5.6), of the wizard or of the incident's own tab: what is kept is read anew with
 * the incident, what is typed is a draft until it is an act, and the one button says why it cannot be pressed.
 */
class RiskPage : public WizardPage
{
    Q_OBJECT

public:
    RiskPage(const UiContext &ui, QString code, QWidget *parent = nullptr);
    ~RiskPage() override;

    [[nodiscard]] QString code() const override { return m_code; }
    void load(const IncidentDetails &details) override;
    void setWhyNot(const QString &why) override;
    /** As a page of the wizard: under its title, and with the wizard's button alone as the prominent one. */
    void showAsPage();
    /** Reads what is kept anew. */
    void reload() { read(); }

Q_SIGNALS:
    /** The act is in the record: a line for the status bar. */
    void done(const QString &said);

protected:
    /** What is kept was read: at first of an incident, or again. */
    virtual void fill(bool first) = 0;
    /** Why the button cannot be pressed now, but for the right; or empty. */
    [[nodiscard]] virtual QString whyDisabled() const { return {}; }
    /** The right of what the button does. */
    [[nodiscard]] virtual Right right() const = 0;
    virtual void submit() = 0;
    /** Above the button. */
    [[nodiscard]] QVBoxLayout *body() const { return m_body; }
    [[nodiscard]] QPushButton *button() const { return m_button; }
    void updateButton();
    void run(std::function<Result<void>(Services &)> job, const QString &said,
             std::function<void(const Result<void> &)> then = {});
    void showError(const Error &error);
    /** Before an error is said at a field: brings the field to the front where not all of them are shown at once. */
    virtual void reveal(const QString &) {}
    void say(const QString &text, const QString &detail = {});
    /** Why this person may not do it here, or empty. */
    [[nodiscard]] QString whyNoRightHere(Right right) const;

    [[nodiscard]] const Incident &incident() const { return m_details.incident; }
    [[nodiscard]] const RiskOverview &kept() const { return m_kept; }
    [[nodiscard]] FormDraft &draft() const { return *m_draft; }
    /** On a file legal's decision is written down by who holds the incident; on a server legal logs in. */
    [[nodiscard]] bool isShared() const;

    UiContext m_ui;

private:
    void read();
    void answer(const Result<void> &result, const QString &said);

    QString m_code;
    IncidentDetails m_details;
    RiskOverview m_kept;
    QString m_whyNot;
    FormDraft *m_draft;
    QVBoxLayout *m_body;
    Banner *m_banner;
    Label *m_why;
    QPushButton *m_button;
    bool m_read = false;
    bool m_busy = false;
};

} // namespace tocsin
