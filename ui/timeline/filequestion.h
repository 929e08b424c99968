#pragma once

#include "ui/timeline/pendingfile.h"

#include <QWidget>

class QButtonGroup;
class QComboBox;

namespace tocsin {

class ElidedLabel;
class Label;

/** One file that waits to be kept, with the question of P10.1: does it come from production? */
class FileQuestion : public QWidget
{
    Q_OBJECT

public:
    explicit FileQuestion(PendingFile file, QWidget *parent = nullptr);

    /** With the answer as it stands. */
    [[nodiscard]] PendingFile file() const;
    /** Its size, and why it cannot be kept, which stays until it is removed. */
    void setChecked(const FileCheck &checked);
    [[nodiscard]] bool hasProblem() const { return m_hasProblem; }
    /** What is still to be answered, or empty. "Not sure" is an answer: the file stays out. */
    [[nodiscard]] QString missing() const;
    [[nodiscard]] bool staysOut() const;
    void focusMissing();
    /** Answered by a program, e.g. for several files at once. */
    void setAnswer(FromProduction answer, TransferId transfer = {});
    /** Under which transfers a file from production may be kept here; none: it stays out until one is approved. */
    void setTransfers(const QList<Transfer> &transfers);

Q_SIGNALS:
    void removeClicked();
    void changed();

private:
    QLayout *makeHead(const QString &name);
    void buildQuestion(const QString &name);
    void onAnswered();
    void setProblem(const QString &problem);

    PendingFile m_file;
    QButtonGroup *m_answers;
    QComboBox *m_approval;
    bool m_hasTransfers = false;
    Label *m_note;
    Label *m_size;
    QWidget *m_question;
    bool m_hasProblem = false;
};

} // namespace tocsin
