#pragma once

#include "models/services/incidentservice.h"

#include <QJsonValue>
#include <QWidget>
#include <functional>

namespace tocsin {

/**
 * One page of the classification wizard (P5.5): a question, who took part, the risk to people, the outcome. The wizard
 * shows it between the steps at the left and the outcome so far at the right, and its Back and Next beneath it; a page
 * has no such buttons of its own. It fits 640 x 520 without scrolling.
 */
class WizardPage : public QWidget
{
    Q_OBJECT

public:
    explicit WizardPage(QWidget *parent = nullptr);

    /** Stable and unique in a wizard: "risk". */
    [[nodiscard]] virtual QString code() const = 0;
    /** As the steps have it: "Risk to people". */
    [[nodiscard]] virtual QString title() const = 0;
    /** What is said here, in a word or two, beside the title in the steps; empty while it is open. */
    [[nodiscard]] virtual QString summary() const { return {}; }
    /** Nothing is open here any more; then the step has its tick. */
    [[nodiscard]] virtual bool isComplete() const = 0;
    /** Called at first and whenever the incident changed; keeps what was typed and not saved. */
    virtual void load(const IncidentDetails &details) = 0;
    /**
     * Called when the person goes on, back or elsewhere: keeps what is on the page, then calls `done` once, at once if
     * there is nothing to keep. An error keeps the person on the page when they go on; the page says it.
     */
    virtual void save(std::function<void(const Result<void> &)> done) { done({}); }
    /** The focus to where a person begins. */
    virtual void focusFirst() { setFocus(); }
    /** A number key; true if it chose something. */
    virtual bool chooseNumber(int) { return false; }
    /** What is on the page and not saved, for the draft; null if nothing is. */
    [[nodiscard]] virtual QJsonValue pending() const { return {}; }
    virtual void setPending(const QJsonValue &) {}
    /** Empty if one may write here; otherwise why not, said where the page would save. */
    virtual void setWhyNot(const QString &) {}

Q_SIGNALS:
    /** Something on the page changed: title, summary, completeness or what is pending. */
    void changed();
};

} // namespace tocsin
