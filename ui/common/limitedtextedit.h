#pragma once

#include <QPlainTextEdit>

namespace tocsin {

/** A field for words with room for so many characters: a paste or a drop that does not fit is left out whole. */
class LimitedTextEdit : public QPlainTextEdit
{
    Q_OBJECT

public:
    explicit LimitedTextEdit(int most, QWidget *parent = nullptr);
    void setMost(int most) { m_most = most; }

Q_SIGNALS:
    /** Why a paste was left out; empty once something else is typed. */
    void leftOut(const QString &why);

protected:
    void insertFromMimeData(const QMimeData *source) override;

private:
    int m_most;
    bool m_said = false;
};

} // namespace tocsin
