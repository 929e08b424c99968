#pragma once

#include "ui/transfers/transferform.h"

class QBoxLayout;
class QButtonGroup;
class QLineEdit;
class QPlainTextEdit;
class QPushButton;
class QVBoxLayout;

namespace tocsin {

class AttestationForm;
class FormRow;
class Label;

/** Legal's checklist: read where it is answered, answered item by item where it waits for legal (P10.2). */
class ChecklistForm : public TransferForm
{
    Q_OBJECT

public:
    explicit ChecklistForm(const UiContext &ui, QWidget *parent = nullptr);

    /** Whether legal's answer is entered here, by whoever is at the keyboard. */
    [[nodiscard]] bool isOpen() const { return m_open; }
    /** Go ahead (or seen, for a breach), or blocked. */
    void submit(bool go);
    void focusFirst();

protected:
    void fill(bool fresh) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    struct Line
    {
        TransferQuestion question;
        QButtonGroup *answers = nullptr;
        QLineEdit *remark = nullptr;
        QBoxLayout *row = nullptr;
    };
    void build();
    void makeForm();
    void addLine(const TransferQuestion &question);
    void arrangeLines();
    void showAnswered();
    void refresh();
    [[nodiscard]] ChecklistInput value(ChecklistVerdict verdict) const;
    [[nodiscard]] bool answersAlone() const;
    [[nodiscard]] QString whyNot() const;
    [[nodiscard]] QJsonObject typed() const;
    void restore(const QJsonObject &typed);

    bool m_open = false;
    bool m_again = false; ///< legal answers once more what is answered
    QList<Line> m_lines;
    Label *m_by;
    QWidget *m_rows;
    QVBoxLayout *m_rowLayout;
    QWidget *m_form;
    QPlainTextEdit *m_goAhead;
    FormRow *m_goAheadRow;
    QPlainTextEdit *m_remark;
    AttestationForm *m_legal;
    FormRow *m_legalRow;
    Label *m_why;
    QPushButton *m_go;
    QPushButton *m_stop;
    QPushButton *m_anew;
};

} // namespace tocsin
