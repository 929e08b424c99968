#pragma once

#include "ui/classification/wizardpage.h"

class QVBoxLayout;

namespace tocsin {

/** A page that an outcome asks for before it ends the incident (P1.8, P5.2). */
class EndingPage : public WizardPage
{
    Q_OBJECT

public:
    explicit EndingPage(QWidget *parent = nullptr);

    /** Puts what is on the page into the ending. */
    virtual void fill(EndingInput &input) const = 0;
    /** Shows an error at its field; false if it is none of this page. */
    bool showError(const Error &error);
    void load(const IncidentDetails &details) override;

protected:
    /** Eyebrow, title and help at the top of the page; gives the column for what follows. */
    QVBoxLayout *begin(const QString &question, const QString &help);
};

} // namespace tocsin
